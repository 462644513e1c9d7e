import { useCallback, useEffect, useRef, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault, worthSaying } from "../as-fault.ts";
import { Rounds } from "./rounds.ts";
import { useNews } from "./use-news.ts";

export interface Live {
  /** undefined: nothing could be read yet. */
  state: AppState | undefined;
  /** The last look at iTerm2 failed; `state` is from before. */
  fault: Fault | null;
  /** True until the first look has ended, well or badly. */
  isLoading: boolean;
  /** Looks again now. */
  refresh: () => void;
}

/** Between two looks while a view is open, in ms: the next one is planned only when the last has ended. */
const PERIOD_MS = 2000;

/** What is stored at once, then what is so, looked at again for as long as the view is open. */
export function useAppState(): Live {
  const [state, setState] = useNews<AppState>();
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLoading, setLoading] = useState(true);
  const rounds = useRef<Rounds>(null);

  useEffect(() => {
    const closed = new AbortController();
    rounds.current = new Rounds(closed.signal);
    void follow(closed.signal, rounds.current, { setState, setFault, ready: () => setLoading(false) });
    return () => closed.abort();
  }, [setState]);

  const refresh = useCallback(() => {
    rounds.current?.now();
    // What was just saved shows at once, and not only when iTerm2 has been looked at.
    orchestrator()
      .state()
      .then(setState, () => undefined);
  }, [setState]);
  return { state, fault, isLoading, refresh };
}

async function follow(
  signal: AbortSignal,
  rounds: Rounds,
  show: { setState: (state: AppState) => void; setFault: (fault: Fault | null) => void; ready: () => void },
): Promise<void> {
  try {
    const stored = await orchestrator().state();
    if (!signal.aborted) show.setState(stored);
  } catch (error) {
    show.setFault(asFault(error));
  }
  while (!signal.aborted) {
    await rounds.begin();
    try {
      const report = await orchestrator().tick({ may_ask: true, signal });
      if (signal.aborted) return;
      show.setState(report.state);
      show.setFault(worthSaying(report.fault));
    } catch (error) {
      if (signal.aborted) return;
      show.setFault(worthSaying(asFault(error)));
    }
    show.ready();
    await rounds.next(PERIOD_MS);
  }
}
