import { useCallback, useRef, useState } from "react";

/** A state of plain data that renders anew only when something in it has changed: most looks find nothing new. */
export function useNews<T>(): [T | undefined, (value: T) => void] {
  const [shown, setShown] = useState<T>();
  const text = useRef<string>(undefined);
  const show = useCallback((value: T) => {
    const news = JSON.stringify(value);
    if (news === text.current) return;
    text.current = news;
    setShown(value);
  }, []);
  return [shown, show];
}
