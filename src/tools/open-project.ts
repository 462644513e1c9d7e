import type { Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { describedReport } from "./described.ts";
import { findProject } from "./find.ts";

type Input = {
  /** The project's id or name. */
  project: string;
};

export const confirmation: Tool.Confirmation<Input> = async ({ project: named }) => {
  const project = await findProject(named);
  return {
    message: `Open ${project.name} in iTerm2?`,
    info: project.session_templates.map(({ name, command }) => ({ name, value: command || "a shell" })),
  };
};

/** Starts the sessions of a project in iTerm2. It must have been agreed to in Raycast before. */
export default async function tool({ project: named }: Input) {
  const project = await findProject(named);
  return describedReport(await orchestrator().open(project.id, { front: false }));
}
