import { useCallback, useRef, useState } from "react";

/** A state of plain data that renders anew only when something in it has changed: most ticks find nothing new. */
export function useChangedState<T>(): [T | undefined, (value: T) => void] {
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
