import { Icon, List } from "@raycast/api";
import type { LiveProject } from "../../core/model/app-state.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { portNames } from "../../core/model/port-names.ts";
import { questionOf } from "../../core/model/session-state.ts";
import { findTemplate } from "../../core/model/session-templates.ts";
import { appearanceOf } from "../session-appearance.ts";
import { OUTDATED } from "../status-reason.ts";
import { shortened, tilde } from "../format.ts";
import { SessionActions } from "./session-actions.tsx";
import { screenMarkdown } from "./session-markdown.ts";
import type { SessionHandlers } from "./use-session-actions.ts";

/** The longest project name that leaves room for the session's own, in characters. */
const WIDEST_NAME = 20;

/** The longest beginning of a question that a row may have room for, in characters. */
const WIDEST_QUESTION = 30;

interface Props {
  session: ManagedSession;
  project: LiveProject;
  /** Sessions of other projects are in the list, too. */
  namesProject: boolean;
  /** The end of its screen: read just now for the selected session, what is known for the others. */
  screen: string[];
  isReading: boolean;
  handlers: SessionHandlers;
  reload: () => void;
}

/** One session as a row with its screen beside it. */
export function SessionItem({ session, project, namesProject, screen, isReading, handlers, reload }: Props) {
  const { title: status, icon } = appearanceOf(session);
  const template = findTemplate(project, session.template_id);
  const question = questionOf(session);
  const others = Object.values(project.active_sessions).filter((other) => other.id !== session.id);
  const projectTag = {
    text: shortened(project.name, WIDEST_NAME),
    tooltip: `${project.name}\n${tilde(project.path)}`,
  };
  return (
    <List.Item
      id={session.id}
      title={session.name}
      subtitle={question ? { value: shortened(question.asks, WIDEST_QUESTION), tooltip: question.asks } : undefined}
      icon={{ value: icon, tooltip: status }}
      keywords={[project.name, status, session.status, ...(question ? question.asks.split(" ") : [])]}
      accessories={[
        ...(namesProject ? [projectTag] : []),
        ...(session.outdated ? [{ icon: Icon.Pencil, tooltip: OUTDATED }] : []),
        { date: new Date(session.status_since), tooltip: `${status} since then` },
      ]}
      detail={<List.Item.Detail isLoading={isReading} markdown={screenMarkdown(session, screen)} />}
      actions={
        <SessionActions
          session={session}
          hasPorts={template !== undefined && portNames(project, template).length > 0}
          others={others}
          screen={screen}
          handlers={handlers}
          reload={reload}
        />
      }
    />
  );
}
