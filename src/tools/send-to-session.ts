import { Action, type Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { findSession } from "./find.ts";

type Input = {
  /** The project's id or name. */
  project: string;
  /** The session's id or name. */
  session: string;
  /** What is typed into it, followed by Enter. */
  text: string;
};

export const confirmation: Tool.Confirmation<Input> = async ({ project, session: named, text }) => {
  const session = await findSession(project, named);
  return {
    style: Action.Style.Destructive,
    message: `Type this into ${session.name}?`,
    info: [
      { name: "Text", value: text },
      { name: "State", value: session.status },
      { name: "Last Output", value: session.last_output || undefined },
    ],
  };
};

/** Types text and Enter into a session. */
export default async function tool({ project, session: named, text }: Input) {
  const session = await findSession(project, named);
  await orchestrator().sendText(session.id, text);
  return `Typed into ${session.name}.`;
}
