import { afterAll, expect, test } from "vitest";
import type { Orchestrator } from "../../../src/core/orchestrator/orchestrator.ts";
import { inParallel } from "../../setup/in-parallel.ts";
import { opened, ready, project, WORK } from "../faults/scenarios.ts";
import { endSlots } from "../faults/script-slot.ts";
import type { ScriptedMac } from "../faults/scripted-mac.ts";
import { killedAt, type KillAt } from "./killed-ports.ts";

const AT_ONCE = 8;
/** Calls that only read: killed before or after them, nothing is different. */
const READS =
  /^(store\.(projects|project|settings|desired|runtime|trusted|ports|pins)|processes\.(list|ttyTimes)|runner\.(journals|states)|agents\.|watch\.|terminal\.snapshot)/;

afterAll(endSlots);

interface Verb {
  name: string;
  prepare(): Promise<ScriptedMac>;
  does(orchestrator: Orchestrator): Promise<unknown>;
  /** Template ids of what runs in the end. */
  running: string[];
  /** How often each session is begun in all, and signalled at most. */
  begun: number;
  signalled: number;
}

const verbs: Verb[] = [
  {
    name: "opening a project",
    prepare: ready,
    does: (orchestrator) => orchestrator.open(project.id),
    running: WORK,
    begun: 1,
    signalled: 0,
  },
  {
    name: "closing a project",
    prepare: opened,
    does: (orchestrator) => orchestrator.close(project.id),
    running: [],
    begun: 1,
    signalled: 1,
  },
  {
    name: "stopping one session",
    prepare: opened,
    does: (orchestrator) => orchestrator.stopSession(`${project.id}/worker`),
    running: ["server", "tests"],
    begun: 1,
    signalled: 1,
  },
  {
    name: "quitting with everything closed",
    prepare: opened,
    does: async (orchestrator) => orchestrator.quit("close_managed", await orchestrator.quitPlan()),
    running: [],
    begun: 1,
    signalled: 1,
  },
  {
    name: "a tick of the menu bar",
    prepare: opened,
    does: (orchestrator) => orchestrator.tick(),
    running: WORK,
    begun: 1,
    signalled: 0,
  },
];

/** Every session where it belongs, once, and nothing done twice on the way; empty: it is so. */
async function wrongAfter(mac: ScriptedMac, verb: Verb): Promise<string[]> {
  const count = (id: string, list: { session: string }[]) => list.filter(({ session }) => session === id).length;
  const { projects } = await mac.ports.store.projects();
  const begun = WORK.map((id) => count(id, mac.started));
  const signalled = WORK.map((id) => count(id, mac.signals));
  const alive = mac.panes.length;
  const known = Object.keys(await mac.sessions()).sort();
  return [
    ...(mac.running.join() === verb.running.join() ? [] : [`running: ${mac.running.join() || "nothing"}`]),
    ...(begun.every((times) => times === verb.begun) ? [] : [`begun: ${begun.join()}`]),
    ...(signalled.every((times) => times <= verb.signalled) ? [] : [`signalled: ${signalled.join()}`]),
    ...(alive === verb.running.length + 1 ? [] : [`${alive} panes live`]),
    ...(projects.length === 1 ? [] : ["the project is lost"]),
    ...(known.join() === WORK.join() ? [] : [`known: ${known.join()}`]),
  ];
}

async function killedAndStartedAgain(verb: Verb, at: KillAt): Promise<string[]> {
  const mac = await verb.prepare();
  try {
    const { ports, killed } = killedAt(mac.ports, at);
    const done = verb.does(mac.orchestrator(() => ports)).then(() => null);
    const call = await Promise.race([killed, done]);
    if (call === null) return [`call ${at.number} was not reached`];
    mac.freeLock();
    await verb.does(mac.orchestrator());
    for (let ticks = 0; ticks < 60; ticks++) {
      const { settled } = await mac.orchestrator().tick();
      await mac.pass(1_000);
      if (settled) break;
    }
    await mac.pass(6_000);
    const wrong = await wrongAfter(mac, verb);
    return wrong.map((what) => `killed ${at.side} call ${at.number} (${call.name}): ${what}`);
  } finally {
    await mac.shutdown();
  }
}

test.each(verbs)("$name, killed at any call and started again, ends as if it had not been killed", async (verb) => {
  const mac = await verb.prepare();
  const { ports, calls } = killedAt(mac.ports, null);
  await verb.does(mac.orchestrator(() => ports));
  await mac.pass(6_000);
  expect(await wrongAfter(mac, verb)).toEqual([]);
  await mac.shutdown();

  const kills = calls.flatMap(({ number, name }): KillAt[] =>
    READS.test(name)
      ? [{ number, side: "before" }]
      : [
          { number, side: "before" },
          { number, side: "after" },
        ],
  );
  const wrong = await inParallel(AT_ONCE, kills, (at) => killedAndStartedAgain(verb, at));
  expect(wrong.flat()).toEqual([]);
  expect(kills.length).toBeGreaterThan(5);
});
