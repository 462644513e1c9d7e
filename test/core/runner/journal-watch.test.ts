import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAgentStateFiles } from "../../../src/core/agents/state-files.ts";
import { createJournalWatch } from "../../../src/core/runner/journal-watch.ts";

/** Longer than any test: what resolves before was woken. */
const LONG = 600_000;

let root: string;
let journals: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "watch-"));
  journals = join(root, "journals");
});
afterEach(() => rm(root, { recursive: true }));

const watchOf = () => createJournalWatch(journals, createAgentStateFiles({ home: root }));
const report = () => appendFile(join(journals, "one.jsonl"), '{"event":"exited"}\n');

async function agentSays(status: string): Promise<void> {
  const folder = join(root, ".claude", "sessions");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${process.pid}.json`), JSON.stringify({ pid: process.pid, status, n: Math.random() }));
}

test("a report of a session wakes who waits", async () => {
  await mkdir(journals);
  const since = await watchOf().stamp();
  const woken = watchOf().changed(LONG, undefined, since);
  await report();
  await woken;
});

test("a report that came while one was looking wakes at once", async () => {
  await mkdir(journals);
  const since = await watchOf().stamp();
  await report();
  await watchOf().changed(LONG, undefined, since);
});

test("an agent that writes down another state wakes; one that writes the same again does not", async () => {
  await agentSays("busy");
  const watch = watchOf();
  const since = await watch.stamp();
  await agentSays("busy");
  expect(await watch.stamp()).toBe(since);
  const woken = watch.changed(LONG, undefined, since);
  await agentSays("waiting");
  await woken;
  expect(await watch.stamp()).not.toBe(since);
});

test("without any report the time limit ends the wait, as does who waits", async () => {
  await watchOf().changed(1);
  const stop = new AbortController();
  const waiting = watchOf().changed(LONG, stop.signal);
  stop.abort();
  await waiting;
});

test("a folder of agents that is not there is no trouble", async () => {
  await mkdir(journals);
  const woken = createJournalWatch(journals, createAgentStateFiles({ home: join(root, "nobody") })).changed(LONG);
  await report();
  // The wait takes its stamp first: a report before that is not news to it.
  const again = setInterval(() => void report(), 20);
  await woken;
  clearInterval(again);
});
