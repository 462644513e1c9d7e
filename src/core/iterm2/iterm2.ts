import type { OsaScript } from "./osascript.ts";
import { createPaneInFront } from "./pane-in-front.ts";
import { createPerform } from "./perform.ts";
import { createSnapshot } from "./snapshot.ts";
import type { Terminal } from "../model/ports.ts";

/** iTerm2 as the terminal that the product works in. */
export function createITerm2(osascript: OsaScript, options?: { launch_ms: number }): Terminal {
  return {
    snapshot: createSnapshot(osascript),
    perform: createPerform(osascript, options),
    paneInFront: createPaneInFront(osascript),
  };
}
