import type { Tool } from "@raycast/api";
import { orchestrator, store } from "../core/composition.ts";
import { startedBy } from "../core/decide/project-plan.ts";
import { Fault } from "../core/model/fault.ts";
import { requireTrust } from "../core/orchestrator/tick/trusted-resolve.ts";
import { reportAnswer } from "./tool-answers.ts";
import { findProject } from "./find.ts";
import { withFaultMessage } from "./fault-message.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. */
  project: string;
};

/** What would only be refused afterwards is not asked about. */
export const confirmation: Tool.Confirmation<Input> = ({ project: words }) =>
  withFaultMessage(async () => {
    const project = await findProject(words);
    await requireTrust(store(), project);
    return {
      message: `Open ${project.name} in iTerm2?`,
      info: startedBy(project).map(({ name, command }) => ({ name, value: command || "a shell" })),
    };
  });

/** Starts the sessions of a project in iTerm2, without taking the focus. The user must have agreed to it in Raycast. */
export default function tool({ project: words }: Input) {
  return withFaultMessage(async () => {
    const project = await findProject(words);
    const report = await orchestrator()
      .open(project.id, { front: false })
      .catch((error: unknown) => {
        if (!(error instanceof Fault) || error.code !== "needs_answer") throw error;
        throw new Fault("needs_answer", `${error.message} It asks: ${error.problems.join(" ")}`, {
          advice: "Open it in Raycast's List Projects and answer there.",
        });
      });
    return reportAnswer(project, report);
  });
}
