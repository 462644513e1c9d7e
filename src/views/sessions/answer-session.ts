import { showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";

const REFUSALS = {
  screen_changed: "The screen has changed since it was read. Check it and answer again.",
  not_waiting: "The session is no longer waiting for an answer.",
};

/** Answers a waiting session if its screen still shows what the person saw. Never throws. */
export async function answerSession(session: ManagedSession, text: string, seen: string[]): Promise<void> {
  await runWithToast(null, async () => {
    const reply = await orchestrator().answer(session.id, text, seen);
    await showToast(
      reply === "sent"
        ? { style: Toast.Style.Success, title: "Answer sent" }
        : { style: Toast.Style.Failure, title: "Nothing was sent", message: REFUSALS[reply] },
    );
  });
}
