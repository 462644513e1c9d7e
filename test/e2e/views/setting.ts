import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { Mac, MacOptions } from "../../mac/mac.ts";
import { realClock } from "../core-on-mac.ts";
import { aDesk } from "./desk.ts";

/** Switches it off: no command may have crashed, no background run shown a toast, no process be left. */
export async function switchOff(mac: Mac): Promise<void> {
  const { raycast, appleEvents } = mac;
  const crashes = raycast.runs.flatMap(({ end }) => (end?.crash ? [end.crash] : []));
  const loud = raycast.toasts.filter(({ run }) => run.order.props["launchType"] === "background");
  const { defects } = appleEvents;
  await mac.shutdown();
  // What a run had under way when it was unloaded ends by itself a moment later.
  for (let looks = 0; looks < 100 && mac.survivors().length > 0; looks += 1) await realClock.sleep(50);
  expect({ crashes, defects, loud: loud.map(({ title }) => title), survivors: mac.survivors() }).toEqual({
    crashes: [],
    defects: [],
    loud: [],
    survivors: [],
  });
}

/** A Mac for one test. */
export async function aMac(options?: MacOptions): Promise<Mac> {
  const mac = await aDesk(options);
  onTestFinished(() => switchOff(mac));
  return mac;
}

/** One Mac for all tests of a file, made ready once. */
export function oneMac(prepare: (mac: Mac) => Promise<unknown>): () => Mac {
  let mac: Mac | undefined;
  beforeAll(async () => {
    mac = await aDesk();
    await prepare(mac);
  });
  afterAll(async () => {
    if (mac) await switchOff(mac);
  });
  return () => {
    if (!mac) throw new Error("There is no Mac yet");
    return mac;
  };
}
