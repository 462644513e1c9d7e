import { showToast, Toast } from "@raycast/api";
import { asFault } from "../faults/fault-text.ts";
import { faultToast } from "../faults/fault-toast.ts";

/** Short work: a toast when it is done (none without a title), a Failure toast with Retry when it is not. Never throws. */
export async function runWithToast(title: string | null, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    if (title !== null) await showToast({ style: Toast.Style.Success, title });
    return true;
  } catch (error) {
    await showToast(faultToast(asFault(error), { again: () => runWithToast(title, work) }));
    return false;
  }
}
