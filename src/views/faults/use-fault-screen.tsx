import { useNavigation } from "@raycast/api";
import { useCallback } from "react";
import type { Fault } from "../../core/model/fault.ts";
import { FaultScreen } from "./fault-screen.tsx";
import { isBlocking } from "./blocking-faults.ts";

/** Shows a fault's own screen if it has one; whether it had one. Try Again leaves the screen and does `again`. */
export function useFaultScreen(): (fault: Fault, again: () => unknown) => boolean {
  const { push, pop } = useNavigation();
  return useCallback(
    (fault, again) => {
      if (!isBlocking(fault)) return false;
      const retry = () => {
        pop();
        void again();
      };
      push(<FaultScreen fault={fault} retry={retry} />);
      return true;
    },
    [push, pop],
  );
}
