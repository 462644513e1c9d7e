import { showToast } from "@raycast/api";
import { useEffect, useRef } from "react";
import type { Fault } from "../../core/model/fault.ts";
import { faultToast } from "../verbs/fault-toast.ts";

/** Says once that what is shown is from before, while something is shown. */
export function useFaultToast(fault: Fault | null, look: () => void): void {
  const told = useRef("");
  useEffect(() => {
    const news = fault === null ? "" : `${fault.code} ${fault.message}`;
    if (news === told.current) return;
    told.current = news;
    if (fault !== null) void showToast(faultToast(fault, { look }));
  }, [fault, look]);
}
