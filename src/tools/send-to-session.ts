import { Action, type Tool } from "@raycast/api";
import { orchestrator } from "../core/composition.ts";
import { Fault } from "../core/model/fault.ts";
import { choiceTitle, type Choice, type Question } from "../core/model/question.ts";
import { questionOf } from "../core/model/session-state.ts";
import type { Answer, Reply, SeenBefore } from "../core/orchestrator/orchestrator.ts";
import { appearanceOf } from "../views/session-appearance.ts";
import { statusReason } from "../views/status-reason.ts";
import { findSession } from "./find.ts";
import { withFaultMessage } from "./fault-message.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. */
  project: string;
  /** The session's id or name, as get-session-status gives them. */
  session: string;
  /**
   * What is typed into it, as it is; Enter follows. Several lines are several times Enter. If the session asks a question
   * with answers, the number or the name of one of them gives that answer.
   */
  text: string;
};

/** How many lines of its screen the user is shown, and must still be there when an answer is typed. */
const SHOWN_LINES = 8;

/** What the user agreed to in this run: the session, whether it waited, what it asked or the end of its screen, and the answer. */
let agreed: { id: string; waited: boolean; seen: SeenBefore; answer: Answer } | null = null;

export const confirmation: Tool.Confirmation<Input> = (input) =>
  withFaultMessage(async () => {
    const { project, session } = await findSession(input);
    const tail = await orchestrator().readOutput(session.id, SHOWN_LINES);
    const question = questionOf(session);
    const choice = question ? choiceNamed(question, input.text) : null;
    agreed = {
      id: session.id,
      waited: session.attention === "waiting",
      seen: question ? { question } : { tail },
      answer: choice ? { choice } : { text: input.text },
    };
    return {
      style: Action.Style.Destructive,
      message: `Type this into ${session.name} of ${project.name}?`,
      info: [
        ...(question ? [{ name: "Question", value: question.asks }] : []),
        ...(question?.subject ? [{ name: "About", value: question.subject }] : []),
        choice ? { name: "Answer", value: choiceTitle(choice) } : { name: "Text", value: visible(input.text) },
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
      const reply = seen.waited ? await orchestrator().answer(session.id, seen.answer, seen.seen) : "screen_changed";
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

/** The choice that a text names by its number or its name; null: it names none, and is typed. */
function choiceNamed({ choices }: Question, text: string): Choice | null {
  const said = text.trim().toLowerCase();
  const named = choices.filter((choice) =>
    [choice.mark, choice.label, choiceTitle(choice)].some((name) => name !== "" && name.toLowerCase() === said),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
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
