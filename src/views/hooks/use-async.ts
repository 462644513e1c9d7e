import { usePromise } from "@raycast/utils";
import { useMemo, useState } from "react";
import { asFault } from "../faults/fault-text.ts";

/**
 * Loads at first, when an argument has changed, and on `reload`. As `usePromise`, but the data of before stays until new
 * ones are there, also after a failure, and the view shows the `fault` itself.
 */
export function useAsync<T, Args extends unknown[]>(load: (...args: Args) => Promise<T>, ...args: Args) {
  const [data, setData] = useState<T>();
  const { error, isLoading, revalidate } = usePromise(load, args, {
    onData: (loaded) => setData(() => loaded),
    onError: () => undefined,
  });
  const fault = useMemo(() => (error ? asFault(error) : null), [error]);
  return { data, fault, isLoading, reload: revalidate };
}
