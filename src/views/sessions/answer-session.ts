import { showHUD, showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { Fault } from "../../core/model/fault.ts";
import { choiceTitle } from "../../core/model/question.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import type { Answer, SeenBefore } from "../../core/orchestrator/orchestrator.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";

const REFUSALS = {
  screen_changed: "The screen has changed since it was read. Check it and answer again.",
  not_waiting: "The session is no longer waiting for an answer.",
};

/** Answers a waiting session if it still asks what the person saw. Never throws. */
export async function answerSession(session: ManagedSession, answer: Answer, seen: SeenBefore): Promise<void> {
  await runWithToast(null, async () => {
    const reply = await orchestrator().answer(session.id, answer, seen);
    await showToast(
      reply === "sent"
        ? { style: Toast.Style.Success, title: "Answer sent" }
        : { style: Toast.Style.Failure, title: "Nothing was sent", message: REFUSALS[reply] },
    );
  });
}

/** The same from the menu bar, where a HUD says how it ended. Rejects with what kept the answer from being sent. */
export async function answerFromMenu(session: ManagedSession, answer: Answer, seen: SeenBefore): Promise<void> {
  const reply = await orchestrator().answer(session.id, answer, seen);
  if (reply !== "sent") throw new Fault("cancelled", "Nothing was sent.", { advice: REFUSALS[reply] });
  const said = "choice" in answer ? choiceTitle(answer.choice) : answer.text;
  await showHUD(`✅ Answered ${session.name}: ${said}`);
}
