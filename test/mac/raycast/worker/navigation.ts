import { createContext, createElement, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import type { Navigation } from "@raycast/api";
import { call } from "./port.ts";

/** The navigation stack of a view command. Views below the top stay mounted and keep their state. */

interface Entry {
  key: number;
  element: ReactNode;
  onPop?: () => void;
}

let keys = 0;
const NavigationContext = createContext<Navigation | null>(null);

/** The user's Escape: pops one view, or leaves the command. Set while the stack is mounted. */
export let popFromHost: () => void = () => undefined;

export function NavigationStack({ root }: { root: ReactNode }): ReactNode {
  const [stack, setStack] = useState<Entry[]>(() => [{ key: ++keys, element: root }]);
  const latest = useRef(stack);
  const [navigation] = useState<Navigation>(() => {
    const change = (entries: Entry[]) => setStack((latest.current = entries));
    return {
      push: (element, onPop) => change([...latest.current, { key: ++keys, element, onPop }]),
      pop: () => {
        if (latest.current.length === 1) return void call("window.popToRoot");
        const top = latest.current.at(-1);
        change(latest.current.slice(0, -1));
        top?.onPop?.();
      },
    };
  });
  useEffect(() => {
    popFromHost = navigation.pop;
  }, [navigation]);
  return stack.map(({ key, element }) =>
    createElement(NavigationContext.Provider, { key, value: navigation }, createElement("screen", null, element)),
  );
}

/** Throws outside of a view command, as there is no stack there. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("useNavigation is for view commands");
  return navigation;
}
