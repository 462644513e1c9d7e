import type { Step } from "../../../src/core/model/ports.ts";
import { createPerform } from "../../../src/core/iterm2/perform.ts";
import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { macWithPanes, type BenchMac } from "../setup/mac-with-panes.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { OPEN_ONE } from "../naive/open-one-by-one.ts";
import { takeTurns } from "../timing.ts";
import { countOn, type Counted } from "./ticks.ts";

export const SESSIONS = 10;
const MOST_EVENTS = 3;
const LIMIT = { timeout_ms: 60_000 };

/** How a project's sessions come up: in a window of its own, or beside what the user has open; as tabs, or also as panes. */
export type Shape = "tabs" | "tabs in a new window" | "tabs and panes";

/** Ten sessions as a project's launch asks for them, each beside those before it. */
export function tenSessions(shape: Shape): Step[] {
  const refs: string[] = [];
  return Array.from({ length: SESSIONS }, (_, at): Step => {
    const ref = `session-${at}`;
    const common = { ref, command: "/bin/sh /private/tmp/launch/token", profile: null };
    const target = refs.at(-1);
    const beside = [...refs];
    refs.push(ref);
    if (shape === "tabs and panes" && at % 2 === 1 && target) {
      return { do: "split", target, direction: "vertical", ...common };
    }
    const otherwise = shape === "tabs in a new window" ? "new_window" : "current_window";
    return { do: "create_tab", beside, otherwise, ...common };
  });
}

async function inOne(osascript: OsaScript, shape: Shape): Promise<void> {
  const results = await createPerform(osascript)(tenSessions(shape), {});
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0) throw new Error(`Not opened: ${JSON.stringify(failed)}`);
}

async function oneByOne(osascript: OsaScript): Promise<void> {
  for (let at = 0; at < SESSIONS; at += 1) await osascript(OPEN_ONE, "/bin/sh /private/tmp/launch/token", LIMIT);
}

/** The events of both ways on a mac where somebody works already. */
export async function countOpening(mac: BenchMac, shape: Shape): Promise<{ batch: Counted; naive: Counted }> {
  const batch = await countOn(mac, () => inOne(mac.inThread, shape));
  const naive = await countOn(mac, () => oneByOne(mac.inThread));
  return { batch, naive };
}

/** Opening ten sessions in one osascript against one osascript for each. */
export async function opening(effort: Effort): Promise<Figure[]> {
  const mac = await macWithPanes(3);
  try {
    const figures: Figure[] = [];
    for (const shape of ["tabs", "tabs in a new window", "tabs and panes"] as const) {
      const { batch, naive } = await countOpening(mac, shape);
      figures.push(
        figure({
          name: `Apple events to open ten sessions: ${shape}`,
          value: batch.events / SESSIONS,
          unit: "events/session",
          alternative: { name: "an osascript for each", value: naive.events / SESSIONS },
          target: { at_most: MOST_EVENTS },
        }),
      );
    }
    const time = await takeTurns(
      { batch: () => inOne(mac.program, "tabs"), naive: () => oneByOne(mac.program) },
      { ...effort.long, warmUp: 1 },
    );
    figures.push(
      figure({
        name: "wall time to open ten sessions",
        value: time.batch,
        unit: "ms",
        alternative: { name: "an osascript for each", value: time.naive },
      }),
    );
    return figures;
  } finally {
    await mac.shutdown();
  }
}
