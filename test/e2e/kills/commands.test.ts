import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { Mac } from "../../mac/index.ts";
import type { KillAt } from "../../mac/raycast/index.ts";
import { realClock } from "../../setup/core.ts";
import { endMac } from "../../setup/launch-mac.ts";
import { startMac } from "../../setup/start-mac.ts";
import { ticks } from "../../setup/commands.ts";
import type { Command } from "./command.ts";
import { KILLS_LIMIT, killsOf, reachedOrDone } from "./kill-points.ts";
import { onRunningSessions } from "./on-sessions.ts";
import { turnstile } from "./turnstile.ts";
import { onTalk } from "./on-talk.ts";
import { onWhatIsKept } from "./on-what-is-kept.ts";

/** So many Macs at once, whichever command they are for. */
const turn = turnstile(8);
/** How long (ms) what was done may take to show: processes end after their signal. */
const PATIENCE = 10_000;
const LOOK_AGAIN = 50;

/** The state once it is one of these; else as it is after a while. */
async function stateLike(mac: Mac, command: Command, wanted: unknown[]): Promise<unknown> {
  for (const until = Date.now() + PATIENCE; ; await realClock.sleep(LOOK_AGAIN)) {
    const state = await command.state(mac);
    if (wanted.some((one) => isDeepStrictEqual(one, state)) || Date.now() > until) return state;
  }
}

function withMac<T>(command: Command, work: (mac: Mac) => Promise<T>): Promise<T> {
  return turn(async () => {
    const mac = await startMac(command.mac);
    try {
      await command.prepare(mac);
      return await work(mac);
    } finally {
      await endMac(mac);
    }
  });
}

/** The state that was found where another was promised; null: the command was done before it came to that point. */
async function wrongAfterKill(command: Command, killAt: KillAt): Promise<object[] | null> {
  const { before, after, twice, killed } = command;
  return withMac(command, async (mac) => {
    const end = await reachedOrDone(command.does(mac, killAt));
    if (end === null) return null;
    const at = { ...killAt, label: end.killedAt?.label };
    if (command.menuBar) await ticks(mac);
    let done = false;
    if (killed === "all_or_nothing") {
      const half = await stateLike(mac, command, [before, after]);
      done = isDeepStrictEqual(half, after);
      if (!done && !isDeepStrictEqual(half, before)) return [{ at, half }];
    }
    if (!done || twice !== undefined) await command.does(mac);
    const wanted = done && twice !== undefined ? twice : after;
    const found = await stateLike(mac, command, [wanted]);
    return isDeepStrictEqual(found, wanted) ? [] : [{ at, found }];
  });
}

test.concurrent.each([...onRunningSessions, ...onTalk, ...onWhatIsKept])(
  "$name, killed anywhere and done again, ends as if it had not been killed",
  async (command) => {
    const points = await withMac(command, async (mac) => {
      expect(await stateLike(mac, command, [command.before])).toEqual(command.before);
      const { points } = await command.does(mac);
      expect(await stateLike(mac, command, [command.after])).toEqual(command.after);
      return points;
    });
    const kills = killsOf(points, command.daily);
    const wrong = await Promise.all(kills.map((killAt) => wrongAfterKill(command, killAt)));
    expect(wrong.flatMap((found) => found ?? [])).toEqual([]);
    const reached = wrong.filter((found) => found !== null);
    expect(reached.length).toBeGreaterThan(kills.length / 2);
  },
  KILLS_LIMIT,
);
