import { Action, type Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { describedReport } from "./described.ts";
import { findProject } from "./find.ts";

type Input = {
  /** The project's id or name. */
  project: string;
};

export const confirmation: Tool.Confirmation<Input> = async ({ project: named }) => {
  const project = await findProject(named);
  const { running } = await orchestrator().closePlan(project.id);
  return {
    style: Action.Style.Destructive,
    message: `Close ${project.name} and stop what runs in it?`,
    info: running.map(({ session, what }) => ({ name: session.name, value: what ?? "idle" })),
  };
};

/** Stops the sessions of a project, in order, and closes their tabs. */
export default async function tool({ project: named }: Input) {
  const project = await findProject(named);
  return describedReport(await orchestrator().close(project.id));
}
