import { List } from "@raycast/api";
import type { LiveProject } from "../../core/model/app-state.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { lookOf, statusIcon } from "../status-look.ts";
import { SessionActions } from "./session-actions.tsx";
import { screenMarkdown } from "./session-markdown.ts";
import type { SessionVerbs } from "./use-session-verbs.ts";

interface Props {
  session: ManagedSession;
  project: LiveProject;
  /** The end of its screen: read just now for the selected session, what is known for the others. */
  screen: string[];
  isReading: boolean;
  verbs: SessionVerbs;
  reload: () => void;
}

/** One session as a row with its screen beside it. */
export function SessionItem({ session, project, screen, isReading, verbs, reload }: Props) {
  const look = lookOf(session);
  const others = Object.values(project.active_sessions).filter((other) => other.id !== session.id);
  return (
    <List.Item
      id={session.id}
      title={session.name}
      icon={{ value: statusIcon(session), tooltip: look.title }}
      keywords={[project.name, look.title, session.status]}
      accessories={[{ text: project.name, tooltip: project.path }]}
      detail={<List.Item.Detail isLoading={isReading} markdown={screenMarkdown(session, screen)} />}
      actions={<SessionActions session={session} others={others} screen={screen} verbs={verbs} reload={reload} />}
    />
  );
}
