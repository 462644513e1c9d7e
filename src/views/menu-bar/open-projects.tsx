import { Icon, launchCommand, LaunchType, MenuBarExtra } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { Fault } from "../../core/model/fault.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import { isRunning } from "../projects/project-sections.ts";
import { byName } from "../format.ts";
import { runWithHud } from "../feedback/run-with-hud.ts";
import { withDistinctTitles } from "./menu-groups.ts";

/** The most projects that a menu lists; the rest are in List Projects. */
const MOST = 15;

/** Projects that can be opened from here, and the way to all of them. */
export function OpenProjects({ projects }: { projects: LiveProject[] }) {
  const resting = projects
    .filter((project) => !isRunning(project))
    .sort(byName)
    .slice(0, MOST);
  const titled = withDistinctTitles(resting, (project) => project.name);
  return (
    <MenuBarExtra.Section>
      {resting.length > 0 && (
        <MenuBarExtra.Submenu title="Open Project" icon={Icon.Play}>
          {titled.map(([project, title]) => (
            <MenuBarExtra.Item
              key={project.id}
              title={title}
              icon={Icon.Folder}
              onAction={() => runWithHud(() => open(project), `Opened ${project.name}`)}
            />
          ))}
        </MenuBarExtra.Submenu>
      )}
      <MenuBarExtra.Item
        title="List Projects"
        icon={Icon.List}
        onAction={() => runWithHud(() => launchCommand({ name: "list-projects", type: LaunchType.UserInitiated }))}
      />
    </MenuBarExtra.Section>
  );
}

/** Opens here; what needs a person's answer first is asked in the window. */
async function open(project: LiveProject): Promise<void> {
  try {
    await orchestrator().open(project.id);
  } catch (error) {
    const asks = error instanceof Fault && (error.code === "not_trusted" || error.code === "needs_answer");
    if (!asks) throw error;
    await launchCommand({
      name: "open-project",
      type: LaunchType.UserInitiated,
      arguments: { project: project.id },
      context: { project: project.id },
    });
  }
}
