import { orchestrator } from "../core/composition.ts";
import { matchName } from "../core/model/match-name.ts";
import { byName } from "../views/format.ts";
import { isOpen } from "../views/projects/project-sections.ts";
import { MOST_PROJECTS } from "./limits.ts";
import { projectAnswer } from "./tool-answers.ts";
import { withFaultMessage } from "./fault-message.ts";

type Input = {
  /** The id, the name or a part of the name, to find some among many projects. Leave it out for all. */
  project?: string;
};

/** Projects with their session templates and the sessions that are open now; open projects come first. */
export default function tool({ project: words }: Input = {}) {
  return withFaultMessage(async () => {
    const { projects, active_project_id } = await orchestrator().state();
    const wanted = words ? matchName(projects, words) : projects;
    const sorted = wanted.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || byName(a, b));
    return {
      active_project_id,
      projects: await Promise.all(sorted.slice(0, MOST_PROJECTS).map(projectAnswer)),
      projects_left_out: Math.max(0, sorted.length - MOST_PROJECTS),
    };
  });
}
