import { useEffect, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault, worthSaying } from "../as-fault.ts";
import { looks } from "./looks.ts";

export interface MenuState {
  state: AppState | undefined;
  fault: Fault | null;
  /** Raycast unloads the command as soon as this is false. */
  isLoading: boolean;
  /** When this was so, ms since the epoch. */
  now: number;
}

/**
 * What is stored, at once, then what is so. A run of the menu bar does exactly this; `again`: it may look more than
 * once (see `looks.ts`). Never throws.
 */
export function useMenuState(again: boolean): MenuState {
  const [shown, setShown] = useState<MenuState>({ state: undefined, fault: null, isLoading: true, now: 0 });
  useEffect(() => {
    void look(again, setShown);
  }, [again]);
  return shown;
}

async function look(again: boolean, show: (shown: MenuState) => void): Promise<void> {
  let state: AppState | undefined;
  try {
    state = await orchestrator().state();
    show({ state, fault: null, isLoading: true, now: Date.now() });
    await looks(again, (report, more) => {
      state = report.state;
      show({ state, fault: worthSaying(report.fault), isLoading: more, now: Date.now() });
    });
  } catch (error) {
    show({ state, fault: worthSaying(asFault(error)), isLoading: false, now: Date.now() });
  }
}
