import { orchestrator } from "../core/composition.ts";
import { describedProject } from "./described.ts";

/** All projects with their session templates and the sessions that are open now. */
export default async function tool() {
  const { projects, active_project_id } = await orchestrator().state();
  return { active_project_id, projects: projects.map(describedProject) };
}
