import { showToast, Toast } from "@raycast/api";
import { useEffect } from "react";
import type { Fault } from "../../core/model/fault.ts";

/** Says once that what is shown is from before, while something is shown. */
export function useFaultToast(fault: Fault | null, retry: () => void): void {
  const code = fault?.code ?? null;
  const message = fault?.message ?? "";
  const advice = fault?.advice ?? "";
  useEffect(() => {
    if (code === null) return;
    void showToast({
      style: Toast.Style.Failure,
      title: message,
      message: advice,
      primaryAction: { title: "Retry", onAction: retry },
    });
  }, [code, message, advice, retry]);
}
