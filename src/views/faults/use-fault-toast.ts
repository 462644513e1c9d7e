import { showToast } from "@raycast/api";
import { useEffect, useRef } from "react";
import type { Fault } from "../../core/model/fault.ts";
import { faultToast } from "./fault-toast.ts";

/** Says once that what is shown is from before, while something is shown. */
export function useFaultToast(fault: Fault | null, reload: () => void): void {
  const told = useRef("");
  useEffect(() => {
    const telling = fault === null ? "" : `${fault.code} ${fault.message}`;
    if (telling === told.current) return;
    told.current = telling;
    if (fault !== null) void showToast(faultToast(fault, { reload }));
  }, [fault, reload]);
}
