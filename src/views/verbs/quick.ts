import { showToast, Toast } from "@raycast/api";
import { asFault } from "../as-fault.ts";

/** Short work: a toast when it is done (none without a title), a Failure toast with Retry when it is not. Never throws. */
export async function quick(title: string | null, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    if (title !== null) await showToast({ style: Toast.Style.Success, title });
    return true;
  } catch (error) {
    const fault = asFault(error);
    await showToast({
      style: Toast.Style.Failure,
      title: fault.message,
      message: fault.advice || fault.problems.join(" · "),
      primaryAction: {
        title: "Retry",
        onAction: async (toast) => {
          await toast.hide();
          await quick(title, work);
        },
      },
    });
    return false;
  }
}
