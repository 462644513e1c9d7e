import { List } from "@raycast/api";
import { useState } from "react";
import { sessionsOf } from "../../core/model/app-state.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { useAppState } from "../hooks/use-app-state.ts";
import { useFaultToast } from "../faults/use-fault-toast.ts";
import { lastLines } from "../last-lines.ts";
import { grouped } from "../session-appearance.ts";
import { NoSessions } from "./no-sessions.tsx";
import { ProjectDropdown } from "../components/project-dropdown.tsx";
import { SessionItem } from "./session-item.tsx";
import { SCREEN_LINES, useScreen } from "./use-screen.ts";
import { useSessionActions } from "./use-session-actions.ts";

/** The sessions of all projects, or of one, those that need a person first. */
export function SearchSessions({ projectId }: { projectId?: string }) {
  const { state, fault, isLoading, refresh } = useAppState();
  const handlersOf = useSessionActions(refresh);
  const [chosen, setChosen] = useState(projectId ?? "");
  const [selected, setSelected] = useState<string | null>(null);

  const open = (state?.projects ?? []).filter((project) => Object.keys(project.active_sessions).length > 0);
  const projects = chosen ? open.filter((project) => project.id === chosen) : open;
  const sessions = sessionsOf(projects);
  const selectedSession = sessions.find(({ session }) => session.id === selected)?.session;
  const screen = useScreen(selectedSession);
  useFaultToast(sessions.length > 0 ? fault : null, refresh);

  if (fault && sessions.length === 0 && !isLoading) return <FaultScreen fault={fault} retry={refresh} />;
  return (
    <List
      isLoading={isLoading}
      isShowingDetail={sessions.length > 0}
      filtering={{ keepSectionOrder: true }}
      searchBarPlaceholder="Search sessions by name, project or status"
      searchBarAccessory={
        projectId === undefined && open.length > 1 ? (
          <ProjectDropdown projects={open} onChange={setChosen} />
        ) : undefined
      }
      onSelectionChange={setSelected}
    >
      {!isLoading && <NoSessions isEmpty={sessions.length === 0} />}
      {grouped(sessions).map((group) => (
        <List.Section key={group.title} title={group.title} subtitle={String(group.items.length)}>
          {group.items.map(({ session, project }) => (
            <SessionItem
              key={session.id}
              session={session}
              project={project}
              namesProject={projects.length > 1}
              screen={session === selectedSession ? screen.lines : lastLines(session, SCREEN_LINES)}
              isReading={session === selectedSession && screen.isLoading}
              handlers={handlersOf(session)}
              reload={refresh}
            />
          ))}
        </List.Section>
      ))}
    </List>
  );
}
