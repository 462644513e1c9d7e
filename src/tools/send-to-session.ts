import { Action, type Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { Fault } from "../core/model/fault.ts";
import type { Reply } from "../core/orchestrator/orchestrator.ts";
import { appearanceOf } from "../views/session-appearance.ts";
import { statusReason } from "../views/status-reason.ts";
import { findSession } from "./find.ts";
import { withFaultMessage } from "./fault-message.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. */
  project: string;
  /** The session's id or name, as get-session-status gives them. */
  session: string;
  /** What is typed into it, as it is; Enter follows. Several lines are several times Enter. */
  text: string;
};

/** How many lines of its screen the user is shown, and must still be there when an answer is typed. */
const SHOWN_LINES = 8;

/** What the user agreed to in this run: the session, whether it waited, and the end of its screen. */
let agreed: { id: string; waited: boolean; tail: string[] } | null = null;

export const confirmation: Tool.Confirmation<Input> = (input) =>
  withFaultMessage(async () => {
    const { project, session } = await findSession(input);
    const tail = await orchestrator().readOutput(session.id, SHOWN_LINES);
    agreed = { id: session.id, waited: session.attention === "waiting", tail };
    return {
      style: Action.Style.Destructive,
      message: `Type this into ${session.name} of ${project.name}?`,
      info: [
        { name: "Text", value: visible(input.text) },
        { name: "State", value: `${appearanceOf(session).title}: ${statusReason(session)}` },
        { name: "Screen", value: tail.join("\n") || undefined },
      ],
    };
  });

/** Types text and Enter into a session. */
export default function tool(input: Input) {
  return withFaultMessage(async () => {
    const { project, session } = await findSession(input);
    const seen = agreed?.id === session.id ? agreed : null;
    if (session.attention === "waiting" && seen) {
      const reply = seen.waited ? await orchestrator().answer(session.id, input.text, seen.tail) : "screen_changed";
      if (reply !== "sent") throw unsent(session.name, reply);
    } else if (seen?.waited) {
      throw unsent(session.name, "not_waiting");
    } else {
      await orchestrator().sendText(session.id, input.text);
    }
    return `Typed into ${session.name} of ${project.name}.`;
  });
}

function unsent(name: string, reply: Exclude<Reply, "sent">): Fault {
  const reasons = {
    screen_changed: `The screen of '${name}' is not the one that was agreed to any more.`,
    not_waiting: `'${name}' does not wait for an answer any more.`,
  };
  return new Fault("cancelled", `Nothing was typed. ${reasons[reply]}`, {
    advice: "Read it again with read-session-output before you answer.",
  });
}

/** Text with its line ends, and with what cannot be seen, shown by their escapes: what is agreed to is what is typed. */
function visible(text: string): string {
  if (text === "") return "(nothing but Enter)";
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (sign) => JSON_ESCAPE[sign] ?? `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}

const JSON_ESCAPE: Record<string, string> = { "\n": "⏎\n", "\r": "\\r", "\t": "\\t" };
