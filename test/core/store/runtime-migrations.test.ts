import { expect, test } from "vitest";
import { changesToRuntime, runtimeFrom } from "../../../src/core/store/runtime-entries.ts";
import stored from "./runtime-v1.json" with { type: "json" };

const SESSIONS = "runtime/webapp";
type Stored = (typeof stored)[typeof SESSIONS]["value"];

const entries = (value: Record<string, unknown> = stored[SESSIONS].value) => ({
  runtime: JSON.stringify(stored.runtime),
  [SESSIONS]: JSON.stringify({ version: 1, value }),
});
const read = (id: keyof Stored, change: Record<string, unknown> = {}) =>
  runtimeFrom(entries({ [id]: { ...stored[SESSIONS].value[id], ...change } })).sessions[id];

test("sessions in every phase that an earlier version stored are loaded with all that is known of them", () => {
  const { sessions } = runtimeFrom(entries());
  const phases = new Set(Object.values(sessions).map(({ phase }) => phase.name));
  expect(phases).toEqual(new Set(["pending", "skipped", "launching", "up", "stopping", "ended"]));
  for (const [id, old] of Object.entries(stored[SESSIONS].value)) {
    const { journal_seen, phase, launch, ...kept } = { launch: undefined, ...old };
    expect(journal_seen).toBe(0);
    expect(sessions[id]).toMatchObject({ ...kept, phase: { name: phase.name, since: phase.since } });
    const { hopeless, ...asked } = launch ?? { hopeless: false };
    if (launch) expect(sessions[id]!.launch).toEqual({ ...asked, not_retryable: hopeless });
  }
});

test("what an earlier version stored of launches, stops and triggers goes on under its new name", () => {
  const { trigger_firings } = runtimeFrom(entries());
  expect(trigger_firings).toEqual(stored.runtime.value.trigger_pulls);

  expect(read("webapp/denied")?.launch).toMatchObject({ not_retryable: true, problem: "Not allowed." });
  const { phase: launching } = stored[SESSIONS].value["webapp/revoked"];
  const revoked = read("webapp/revoked", { phase: { ...launching, revoked_at: 1_036_000 } });
  expect(revoked?.phase).toEqual({ name: "launching", since: launching.since, revoked_at: 1_036_000 });
  const { phase: stopping } = stored[SESSIONS].value["webapp/stubborn"];
  const stopped = read("webapp/stubborn", { phase: { ...stopping, strays_asked_at: 1_030_000 } });
  expect(stopped?.phase).toMatchObject({ processes: stopping.members, detached_asked_at: 1_030_000 });
});

test("a launch that an earlier version told only in its phase is followed all the same", () => {
  const { token, attempt, requested_at } = stored[SESSIONS].value["webapp/revoked"].phase;
  expect(read("webapp/revoked", { launch: undefined })?.launch).toEqual({
    token,
    attempt,
    requested_at,
    tries: 0,
    problem: null,
    not_retryable: false,
  });
});

test("a session that an earlier version knew to be up but not where is looked for by its journal", () => {
  expect(read("webapp/server", { tty: null })?.phase).toMatchObject({ name: "ended", cause: "lost", pane_open: true });
});

test("what was loaded from an earlier version is the same after it was stored in the present one", () => {
  const loaded = runtimeFrom(entries());
  expect(runtimeFrom(changesToRuntime({}, loaded) as Record<string, string>)).toEqual(loaded);
});
