import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { Mac } from "../mac/index.ts";
import { eventually } from "./eventually.ts";
import { startMac, type MacSettings } from "./start-mac.ts";

/** A Mac for one test, switched off at its end (see `endMac`). */
export async function launchMac(settings: MacSettings = {}): Promise<Mac> {
  const mac = await startMac(settings);
  onTestFinished(() => endMac(mac));
  return mac;
}

/** One Mac for all tests of a file, made ready once; to be called outside of tests, and what it gives inside. */
export function sharedMac(prepare: (mac: Mac) => unknown = () => undefined, settings: MacSettings = {}): () => Mac {
  let mac: Mac | undefined;
  beforeAll(async () => {
    mac = await startMac(settings);
    await prepare(mac);
  });
  afterAll(async () => {
    if (mac) await endMac(mac);
  });
  return () => {
    if (!mac) throw new Error("The Mac is started before the first test, not earlier.");
    return mac;
  };
}

/** Switches it off: no command may have crashed, no background run shown a toast, no process be left. */
export async function endMac(mac: Mac): Promise<void> {
  const { raycast, appleEvents } = mac;
  const crashes = raycast.runs.flatMap(({ end }) => (end?.crash ? [end.crash] : []));
  const background = raycast.toasts.filter(({ run }) => run.order.props["launchType"] === "background");
  const { defects } = appleEvents;
  await mac.shutdown();
  // An osascript whose command is gone ends when it finds no Mac to answer it.
  await eventually(
    "everything has ended",
    () => mac.survivors().length === 0,
    () => mac.survivors(),
  );
  const toasts = background.map(({ title }) => title);
  expect({ crashes, defects, toasts }).toEqual({ crashes: [], defects: [], toasts: [] });
}
