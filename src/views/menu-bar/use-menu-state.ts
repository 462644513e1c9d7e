import { useEffect, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault, userVisible } from "../faults/fault-text.ts";
import { tickWhileBusy } from "./tick-while-busy.ts";

export interface MenuState {
  state: AppState | undefined;
  fault: Fault | null;
  /** Raycast unloads the command as soon as this is false. */
  isLoading: boolean;
  /** When this was so, ms since the epoch. */
  now: number;
}

/** What is stored, at once; then what is so now. `repeat`: the run may tick more than once (`tick-while-busy.ts`). Never throws. */
export function useMenuState(repeat: boolean): MenuState {
  const [shown, setShown] = useState<MenuState>({ state: undefined, fault: null, isLoading: true, now: 0 });
  useEffect(() => {
    void run(repeat, setShown);
  }, [repeat]);
  return shown;
}

async function run(repeat: boolean, show: (shown: MenuState) => void): Promise<void> {
  let state: AppState | undefined;
  try {
    state = await orchestrator().state();
    show({ state, fault: null, isLoading: true, now: Date.now() });
    await tickWhileBusy(repeat, (report, more) => {
      state = report.state;
      show({ state, fault: userVisible(report.fault), isLoading: more, now: Date.now() });
    });
  } catch (error) {
    show({ state, fault: userVisible(asFault(error)), isLoading: false, now: Date.now() });
  }
}
