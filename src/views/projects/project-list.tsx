import { List } from "@raycast/api";
import { useCachedState, useFrecencySorting } from "@raycast/utils";
import { useCallback, useRef } from "react";
import type { LiveProject } from "../../core/model/app-state.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { isBlocking } from "../faults/blocking-faults.ts";
import { useAppState } from "../hooks/use-app-state.ts";
import { useFaultToast } from "../faults/use-fault-toast.ts";
import { byName } from "../format.ts";
import { DamagedSection } from "./damaged-section.tsx";
import { NoProjects } from "./no-projects.tsx";
import { ProjectActions } from "./project-actions.tsx";
import { ProjectItem } from "./project-item.tsx";
import { ResumeSection } from "./resume-section.tsx";
import { projectSections } from "./project-sections.ts";
import { useProjectActions } from "./use-project-actions.ts";
import { usePinsAndRecents } from "./use-pins-and-recents.ts";

const NO_PROJECTS: LiveProject[] = [];

/** All projects, running ones first. `only`: those among them to choose from. */
export function ProjectList({ only }: { only?: readonly string[] }) {
  const { state, fault, isLoading, refresh } = useAppState();
  const ordering = usePinsAndRecents();
  // Only read when a project is made of it: no reason to render anew at each letter.
  const typed = useRef("");
  const [showsDetail, setShowsDetail] = useCachedState("list-projects-detail", false);
  const projects = state?.projects ?? NO_PROJECTS;
  const { data, visitItem } = useFrecencySorting(projects, {
    namespace: "projects",
    key: (project) => project.id,
    sortUnvisited: byName,
  });
  const { reload: reloadOrdering } = ordering;
  const reload = useCallback(() => {
    reloadOrdering();
    refresh();
  }, [reloadOrdering, refresh]);
  const visit = useCallback((project: LiveProject) => void visitItem(project), [visitItem]);
  const handlers = useProjectActions(reload, visit);
  useFaultToast(projects.length > 0 ? fault : null, refresh);

  const nothingToShow = projects.length === 0 && (state?.damaged.length ?? 0) === 0;
  const loading = isLoading || ordering.isLoading;
  // Where only iTerm2 does not answer, a first project can be made all the same.
  if (fault && nothingToShow && (isBlocking(fault) || (!state && !loading)))
    return <FaultScreen fault={fault} retry={reload} />;

  const shown = only ? data.filter((project) => only.includes(project.id)) : data;
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
      {!loading && state && <NoProjects isEmpty={nothingToShow} typedName={() => typed.current} reload={reload} />}
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
                  handlers={handlers}
                  toggleDetail={() => setShowsDetail((shows) => !shows)}
                  reload={reload}
                />
              }
            />
          ))}
        </List.Section>
      ))}
      <DamagedSection damaged={only ? [] : (state?.damaged ?? [])} reload={reload} />
    </List>
  );
}
