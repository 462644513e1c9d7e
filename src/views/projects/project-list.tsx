import { Icon, List } from "@raycast/api";
import { useCachedState, useFrecencySorting } from "@raycast/utils";
import { useCallback, useRef } from "react";
import { EmptyView } from "../components/empty-view.tsx";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { isBlocking } from "../faults/blocking-faults.ts";
import { useAppState } from "../hooks/use-app-state.ts";
import { useAsync } from "../hooks/use-async.ts";
import { useFaultToast } from "../faults/use-fault-toast.ts";
import { byName } from "../format.ts";
import { DamagedSection } from "./damaged-section.tsx";
import { NewProjectActions } from "./new-project-actions.tsx";
import { NONE, pinsAndRecents } from "./pins-and-recents.ts";
import { ProjectActions } from "./project-actions.tsx";
import { ProjectItem } from "./project-item.tsx";
import { ResumeSection } from "./resume-section.tsx";
import { projectSections } from "./project-sections.ts";
import { useProjectActions } from "./use-project-actions.ts";

/** All projects, running ones first. `only`: those among them to choose from. */
export function ProjectList({ only }: { only?: readonly string[] }) {
  const { state, fault, isLoading, refresh } = useAppState();
  const { data: ordering = NONE, isLoading: isOrdering, reload: reloadOrdering } = useAsync(pinsAndRecents);
  // Only read when a project is made of it: no reason to render anew at each letter.
  const typed = useRef("");
  const [showsDetail, setShowsDetail] = useCachedState("list-projects-detail", false);
  const { data: projects, visitItem } = useFrecencySorting(state?.projects, {
    namespace: "projects",
    sortUnvisited: byName,
  });
  const reload = useCallback(() => {
    void reloadOrdering();
    refresh();
  }, [reloadOrdering, refresh]);
  const handlersOf = useProjectActions(reload, visitItem);
  useFaultToast(projects.length > 0 ? fault : null, refresh);

  const nothingToShow = projects.length === 0 && !state?.damaged.length;
  const loading = isLoading || isOrdering;
  // Where only iTerm2 does not answer, a first project can be made all the same.
  if (fault && nothingToShow && (isBlocking(fault) || (!state && !loading)))
    return <FaultScreen fault={fault} retry={reload} />;

  const shown = only ? projects.filter((project) => only.includes(project.id)) : projects;
  return (
    <List
      isLoading={loading}
      isShowingDetail={showsDetail && shown.length > 0}
      filtering={{ keepSectionOrder: true }}
      onSearchTextChange={(text) => {
        typed.current = text;
      }}
      searchBarPlaceholder={
        only && only.length > 1 ? "Several projects match: choose one" : "Search projects by name, folder or session"
      }
    >
      {!loading && (
        <EmptyView
          isEmpty={nothingToShow}
          icon={Icon.AppWindowGrid3x3}
          empty={[
            "Create Your First Project",
            "A project is a folder and the terminal sessions that belong to it. Press Enter to create one.",
          ]}
          unmatched={[
            "No Project Matches",
            "Search by name, folder or session, or press Enter to create a project of this name.",
          ]}
        >
          <NewProjectActions leading typedName={() => typed.current} reload={reload} />
        </EmptyView>
      )}
      {!only && <ResumeSection lost={state?.resumable ?? []} reload={reload} />}
      {projectSections(shown, ordering).map((section) => (
        <List.Section key={section.title} title={section.title} subtitle={String(section.items.length)}>
          {section.items.map((project) => (
            <ProjectItem
              key={project.id}
              project={project}
              isPinned={ordering.pins.includes(project.id)}
              showsDetail={showsDetail}
              actions={
                <ProjectActions
                  project={project}
                  isPinned={ordering.pins.includes(project.id)}
                  handlers={handlersOf(project)}
                  toggleDetail={() => setShowsDetail((shows) => !shows)}
                  reload={reload}
                />
              }
            />
          ))}
        </List.Section>
      ))}
      {!only && <DamagedSection damaged={state?.damaged ?? []} reload={reload} />}
    </List>
  );
}
