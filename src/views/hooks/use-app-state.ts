import { useCallback, useEffect, useRef, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault, userVisible } from "../faults/fault-text.ts";
import { Poller } from "./poller.ts";
import { useChangedState } from "./use-changed-state.ts";

export interface LiveState {
  /** undefined: nothing could be read yet. */
  state: AppState | undefined;
  /** The last tick failed; `state` is from before. */
  fault: Fault | null;
  /** True until the first tick has ended, well or badly. */
  isLoading: boolean;
  /** Ticks again now. */
  refresh: () => void;
}

/** Between two ticks while a view is open, in ms: the next one is planned only when the last has ended. */
const PERIOD_MS = 2000;

/** What is stored, at once; then what is so now, ticked again for as long as the view is open. */
export function useAppState(): LiveState {
  const [state, setState] = useChangedState<AppState>();
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLoading, setLoading] = useState(true);
  const poller = useRef<Poller>(null);

  useEffect(() => {
    const closed = new AbortController();
    poller.current = new Poller(closed.signal);
    void follow(closed.signal, poller.current, { setState, setFault, ready: () => setLoading(false) });
    return () => closed.abort();
  }, [setState]);

  const refresh = useCallback(() => {
    poller.current?.refresh();
    // What was just saved shows at once, and not only after the next tick.
    orchestrator()
      .state()
      .then(setState, () => undefined);
  }, [setState]);
  return { state, fault, isLoading, refresh };
}

async function follow(
  signal: AbortSignal,
  poller: Poller,
  show: { setState: (state: AppState) => void; setFault: (fault: Fault | null) => void; ready: () => void },
): Promise<void> {
  try {
    const stored = await orchestrator().state();
    if (!signal.aborted) show.setState(stored);
  } catch (error) {
    show.setFault(asFault(error));
  }
  while (!signal.aborted) {
    await poller.begin();
    try {
      const report = await orchestrator().tick({ may_ask: true, signal });
      if (signal.aborted) return;
      show.setState(report.state);
      show.setFault(userVisible(report.fault));
    } catch (error) {
      if (signal.aborted) return;
      show.setFault(userVisible(asFault(error)));
    }
    show.ready();
    await poller.wait(PERIOD_MS);
  }
}
