import type { Switches as ITerm2Switches } from "./iterm2/switches.ts";
import type { Switches as OsascriptSwitches } from "./osascript/switches.ts";

export interface Inferred {
  iterm2: Partial<ITerm2Switches>;
  osascript: Partial<OsascriptSwitches>;
  /** How long each event takes on its way, ms. */
  eventLatencyMs: number;
}

/** The other side of everything that is only inferred ([I] in the facts); the switches' own defaults are the one side. */
export const OTHER_SIDE: Inferred = {
  iterm2: {
    launchOnFirstEvent: true,
    modalsBlockEvents: false,
    splitTtyDelayMs: 0,
    currentWindowAfterClose: "next",
    subfolderIsAProfile: false,
    logKeepsOffset: false,
  },
  osascript: { launchesOnFirstEvent: true, terminology: "when_permitted", lengthSends: "get" },
  eventLatencyMs: 2,
};

/** What a test Mac is like where nothing else is said: with `INFERRED=other` in the environment, the other side. */
export function inferred(): Inferred {
  const side = process.env["INFERRED"];
  if (side === undefined || side === "default") return { iterm2: {}, osascript: {}, eventLatencyMs: 0 };
  if (side === "other") return OTHER_SIDE;
  throw new Error(`INFERRED is '${side}': 'default' and 'other' are the sides that there are.`);
}
