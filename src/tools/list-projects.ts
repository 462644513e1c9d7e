import { orchestrator } from "../core/composition.ts";
import { counts } from "../views/status-look.ts";
import { MOST_PROJECTS } from "./bounds.ts";
import { describedProject } from "./described.ts";
import { projectsMeant } from "./find.ts";
import { inWords } from "./in-words.ts";

type Input = {
  /** The id, the name or a part of the name, to find some among many projects. Leave it out for all. */
  project?: string;
};

/** Projects with their session templates and the sessions that are open now; open projects come first. */
export default function tool({ project: words }: Input = {}) {
  return inWords(async () => {
    const { projects, active_project_id } = await orchestrator().state();
    const wanted = words ? projectsMeant(projects, words) : projects;
    const open = ({ active_sessions }: (typeof wanted)[number]) =>
      Object.values(counts(Object.values(active_sessions))).some((count) => count > 0);
    const sorted = wanted.toSorted(
      (a, b) => Number(open(b)) - Number(open(a)) || a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
    return {
      active_project_id,
      projects: await Promise.all(sorted.slice(0, MOST_PROJECTS).map(describedProject)),
      projects_left_out: Math.max(0, sorted.length - MOST_PROJECTS),
    };
  });
}
