import { useCallback, useEffect, useState } from "react";
import type { Fault } from "../../core/model/fault.ts";
import { asFault } from "../faults/fault-text.ts";

export interface Async<T> {
  data: T | undefined;
  fault: Fault | null;
  isLoading: boolean;
  reload: () => void;
}

/** Loads once, and again on `reload`; the data of before stays until new ones are there. `load` must be stable. */
export function useAsync<T>(load: () => Promise<T>): Async<T> {
  const [round, setRound] = useState(0);
  const [data, setData] = useState<T>();
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState<{ load: () => Promise<T>; round: number }>();

  useEffect(() => {
    let current = true;
    load()
      .then(
        (loaded) => {
          if (!current) return;
          setData(() => loaded);
          setFault(null);
        },
        (error: unknown) => current && setFault(asFault(error)),
      )
      .finally(() => current && setDone({ load, round }));
    return () => {
      current = false;
    };
  }, [load, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { data, fault, isLoading: done?.load !== load || done.round !== round, reload };
}
