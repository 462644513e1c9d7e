import { Action, type Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { reportAnswer } from "./tool-answers.ts";
import { findProject } from "./find.ts";
import { withFaultMessage } from "./fault-message.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. */
  project: string;
};

export const confirmation: Tool.Confirmation<Input> = ({ project: words }) =>
  withFaultMessage(async () => {
    const project = await findProject(words);
    const { running } = await orchestrator().closePlan(project.id);
    return {
      style: Action.Style.Destructive,
      message: running.length > 0 ? `Close ${project.name} and stop what runs in it?` : `Close ${project.name}?`,
      info: running.map(({ session, what }) => ({ name: session.name, value: what ?? "starting" })),
    };
  });

/** Stops the sessions of a project, in order, and closes their tabs. */
export default function tool({ project: words }: Input) {
  return withFaultMessage(async () => {
    const project = await findProject(words);
    return reportAnswer(project, await orchestrator().close(project.id));
  });
}
