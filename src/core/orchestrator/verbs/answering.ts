import { detect } from "../../agents/screen/detect.ts";
import { readQuestion } from "../../agents/screen/question.ts";
import { AgentKind } from "../../model/agent-kind.ts";
import { isSameQuestion, type Question } from "../../model/question.ts";
import type { ManagedSession } from "../../model/session.ts";
import { questionOf } from "../../model/session-state.ts";
import type { Answer, SeenBefore } from "../contract.ts";
import type { Engine } from "../engine.ts";
import { currentTail } from "./current-tail.ts";

/** As many lines as a question is read from. */
const SCREEN_LINES = 80;
const ENTER = "\r";

/**
 * What the pane shows now, if it still asks what was seen; null: it does not. A question may have its cursor elsewhere
 * by now, and a clock may have gone on beside it: it is the same as long as it says and offers the same.
 */
export async function screenStillAsks(
  engine: Engine,
  session: ManagedSession,
  pane: string,
  seen: SeenBefore,
): Promise<{ question: Question | null } | null> {
  if ("tail" in seen) {
    const tail = await currentTail(engine, pane, seen.tail.length);
    return tail.join("\n") === seen.tail.join("\n") ? { question: null } : null;
  }
  // Only the agent itself has told it: nothing on the screen can be held against it.
  if (seen.question.shown === null) {
    const known = questionOf(session);
    return known && isSameQuestion(known, seen.question) ? { question: known } : null;
  }
  const screen = await currentTail(engine, pane, SCREEN_LINES);
  const { drawn, attention } = session;
  const { data: agent = null } = AgentKind.safeParse(drawn?.agent);
  const question = readQuestion(screen, agent);
  // A question that has been answered may stand there still. An agent's own record can tell more than its screen does.
  const answered = drawn?.state === "waiting" && detect(screen, agent, attention).state !== "waiting";
  return question && !answered && isSameQuestion(question, seen.question) ? { question } : null;
}

/** What is typed, one after another; null: the choice is not offered. */
export function keysOf(answer: Answer, { question }: { question: Question | null }): string[] | null {
  const text = answer.text === undefined ? [] : [answer.text, ENTER].filter((typed) => typed !== "");
  if (!("choice" in answer)) return text;
  // Arrow keys go by where the cursor is now.
  const { label, mark } = answer.choice;
  const offered = question?.choices.find((choice) => choice.label === label && choice.mark === mark);
  return offered ? [...offered.keys, ...text] : null;
}
