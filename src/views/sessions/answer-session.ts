import { showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import type { Reply } from "../../core/orchestrator/orchestrator.ts";
import { asFault } from "../faults/fault-text.ts";
import { faultToast } from "../faults/fault-toast.ts";

const REPLIES: Record<Reply, { style: Toast.Style; title: string; message: string }> = {
  sent: { style: Toast.Style.Success, title: "Answer sent", message: "" },
  screen_changed: {
    style: Toast.Style.Failure,
    title: "Nothing was sent",
    message: "The screen has changed since it was read. Check it and answer again.",
  },
  not_waiting: {
    style: Toast.Style.Failure,
    title: "Nothing was sent",
    message: "The session is no longer waiting for an answer.",
  },
};

/** Answers a waiting session if its screen still shows what the person saw. Never throws. */
export async function answerSession(session: ManagedSession, text: string, seen: string[]): Promise<void> {
  try {
    await showToast(REPLIES[await orchestrator().answer(session.id, text, seen)]);
  } catch (error) {
    await showToast(faultToast(asFault(error), { again: () => answerSession(session, text, seen) }));
  }
}
