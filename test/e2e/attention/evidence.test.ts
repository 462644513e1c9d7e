import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { sessionIdOf } from "../../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { coreOn, type Core } from "../../setup/core.ts";
import { eventually } from "../../setup/eventually.ts";
import { endMac } from "../../setup/launch-mac.ts";
import { startMac } from "../../setup/start-mac.ts";
import { agentDoes } from "./agent-does.ts";
import { AGENT_PROGRAMS, anAgent } from "./an-agent.ts";

const TEMPLATES = [
  anAgent("records", "registry", "title"),
  anAgent("titles", "title"),
  anAgent("draws"),
  anAgent("full-screen", "alternate"),
  anAgent("blank", "registry", "title", "blank"),
  aTemplate({ id: "asks", command: "read -p 'Overwrite it? [y/N] ' x; exec cat", auto_start: true }),
  aTemplate({ id: "secret", command: "read -s -p 'Password: ' x; exec cat", auto_start: true }),
  aTemplate({ id: "silent", command: "exec cat", auto_start: true }),
  aTemplate({ id: "shell", command: "", auto_start: true }),
];

let mac: Mac;
let core: Core;

beforeAll(async () => {
  mac = await startMac({ programs: AGENT_PROGRAMS });
  core = coreOn(mac);
  await core.keep(aProject({ path: mac.home, session_templates: TEMPLATES }));
  const report = await core.orchestrator.open("webapp", { front: false });
  expect(report.failed).toEqual([]);
}, 60_000);
afterAll(() => endMac(mac));

const stored = async (id: string): Promise<ManagedSession> =>
  (await core.ports.store.runtime()).sessions[sessionIdOf("webapp", id)]!;

/** What is told of a session by one tick more. */
async function told(id: string) {
  await core.orchestrator.tick();
  const { attention, evidence, status } = await stored(id);
  return { attention, status, source: evidence.source, rule: evidence.rule, detail: evidence.detail, at: evidence.at };
}

async function does(id: string, key: "b" | "p" | "i" | "s", drawn?: RegExp): Promise<void> {
  await agentDoes(mac, (await stored(id)).iterm_session_id!, key, drawn);
}

/** Ticks until a session stands as said: what a program has written is on the screen a moment later. */
function comes(id: string, wanted: Partial<Awaited<ReturnType<typeof told>>>) {
  return eventually(
    `${id}: ${JSON.stringify(wanted)}`,
    async () => {
      const seen = await told(id);
      return Object.entries(wanted).every(([name, value]) => seen[name as keyof typeof seen] === value) ? seen : null;
    },
    () => stored(id),
  );
}

describe("what an agent is told to do, by the strongest evidence there is", () => {
  test("its own state file: working, waiting, idle, and idle with a shell behind it", async () => {
    await does("records", "b");
    expect(await told("records")).toMatchObject({ attention: "busy", source: "agent_registry", rule: "claude/busy" });
    await does("records", "p");
    const waits = await told("records");
    expect(waits).toMatchObject({ attention: "waiting", status: "waiting", rule: "claude/waiting" });
    await does("records", "i");
    expect(await told("records")).toMatchObject({ attention: "idle", rule: "claude/idle" });
    await does("records", "s");
    expect(await told("records")).toMatchObject({
      attention: "idle",
      rule: "claude/shell",
      detail: "a background shell",
    });
  });

  test("the file counts more than a screen that says nothing", async () => {
    await does("blank", "p", /working quietly/);
    await comes("blank", { attention: "waiting", source: "agent_registry" });
    await does("blank", "b", /working quietly/);
    await comes("blank", { attention: "busy", source: "agent_registry" });
  });

  test("the title, where there is no file; one that says 'idle' says nothing against a question on the screen", async () => {
    await does("titles", "b");
    await comes("titles", { attention: "busy", source: "title", rule: "claude/title-spinner" });
    await does("titles", "p");
    expect(await comes("titles", { attention: "waiting", source: "screen" })).toMatchObject({ status: "waiting" });
    await does("titles", "s");
    const idle = await comes("titles", { attention: "idle", source: "title", rule: "claude/title-resting" });
    expect(idle.detail).toBe("1 background shell");
  });

  test.each(["draws", "full-screen"])("the screen alone, drawn in place or on the alternate screen: %s", async (id) => {
    await does(id, "b");
    await comes(id, { attention: "busy", source: "screen", rule: "claude/spinner-timed" });
    await does(id, "p");
    await comes(id, { attention: "waiting", source: "screen" });
    await does(id, "i");
    await comes(id, { attention: "idle", source: "screen", rule: "claude/at-composer" });
  });
});

describe("any other program", () => {
  test.each([
    ["asks", "any-program/yes-or-no"],
    ["secret", "any-program/password"],
  ])("that stops at a question waits: %s", async (id, rule) => {
    await comes(id, { attention: "waiting", status: "waiting", source: "screen", rule });
  });

  test("that is silent is neither waiting nor idle: silence proves nothing", async () => {
    const silent = await comes("silent", { attention: null });
    expect(silent).toMatchObject({ status: "running", source: "runner" });
  });

  test("a shell in front is at its prompt, and leaves it while it runs something", async () => {
    await comes("shell", { attention: "idle", source: "tty", rule: "shell-in-front" });
    const guid = (await stored("shell")).iterm_session_id!;
    mac.iterm2.user.types(guid, "cat\r");
    await eventually("the shell runs cat", async () => (await told("shell")).attention !== "idle");
    mac.iterm2.user.presses(guid, "ctrl-c");
    await comes("shell", { attention: "idle", source: "tty" });
  });

  test("that was answered waits no longer", async () => {
    await comes("asks", { attention: "waiting" });
    mac.iterm2.user.types((await stored("asks")).iterm_session_id!, "n\r");
    await eventually("it goes on", async () => (await told("asks")).attention !== "waiting");
  });
});

test("evidence that says the same as before keeps its age", async () => {
  await does("records", "p");
  const first = await told("records");
  expect(await told("records")).toEqual(first);
});
