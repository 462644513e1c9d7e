import { useCallback, useEffect, useRef, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault, userVisible } from "../faults/fault-text.ts";
import { Poller } from "./poller.ts";

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
    const { signal } = closed;
    const show = (read: Promise<{ state: AppState; fault: Fault | null }>) =>
      read.then(
        (report) => {
          if (signal.aborted) return;
          setState(report.state);
          setFault(userVisible(report.fault));
        },
        (error: unknown) => signal.aborted || setFault(userVisible(asFault(error))),
      );
    const follow = async (pauses: Poller) => {
      await show(stored());
      while (!signal.aborted) {
        await pauses.begin();
        await show(orchestrator().tick({ may_ask: true, signal }));
        setLoading(false);
        await pauses.wait(PERIOD_MS);
      }
    };
    poller.current = new Poller(signal);
    void follow(poller.current);
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

async function stored() {
  return { state: await orchestrator().state(), fault: null };
}

/** A state of plain data that renders anew only when something in it has changed: most ticks find nothing new. */
function useChangedState<T>(): [T | undefined, (value: T) => void] {
  const [state, setState] = useState<T>();
  const serialized = useRef<string>(undefined);
  const setIfChanged = useCallback((value: T) => {
    const next = JSON.stringify(value);
    if (next === serialized.current) return;
    serialized.current = next;
    setState(value);
  }, []);
  return [state, setIfChanged];
}
