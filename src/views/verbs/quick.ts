import { showToast, Toast } from "@raycast/api";
import { asFault } from "../as-fault.ts";
import { faultToast } from "./fault-toast.ts";

/** Short work: a toast when it is done (none without a title), a Failure toast with Retry when it is not. Never throws. */
export async function quick(title: string | null, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    if (title !== null) await showToast({ style: Toast.Style.Success, title });
    return true;
  } catch (error) {
    await showToast(faultToast(asFault(error), { again: () => quick(title, work) }));
    return false;
  }
}
