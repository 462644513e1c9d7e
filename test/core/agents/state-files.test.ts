import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAgentStateFiles } from "../../../src/core/agents/state-files.ts";

let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "agents-"));
  folder = join(home, ".claude", "sessions");
});
afterEach(() => rmSync(home, { recursive: true }));

function write(name: string, content: unknown): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const own = `${process.pid}.json`;

describe("what agents record of themselves", () => {
  test("a home without such records is no trouble", async () => {
    expect(await createAgentStateFiles({ home }).records()).toEqual([]);
  });

  test.each(["busy", "idle", "waiting", "shell"] as const)(
    "a record tells that Claude Code is %s, and since when",
    async (status) => {
      write(own, { pid: process.pid, sessionId: "s", status, updatedAt: 5, statusUpdatedAt: 4, more: {} });
      expect(await createAgentStateFiles({ home }).records()).toEqual([
        { agent: "claude", pid: process.pid, state: status, at: 4 },
      ]);
    },
  );

  test("a record tells what Claude Code waits for, how it calls its session and when it began", async () => {
    const said = {
      pid: process.pid,
      status: "waiting",
      waitingFor: "permission prompt",
      name: "work-67",
      startedAt: 3,
    };
    write(own, { ...said, statusUpdatedAt: 4 });
    expect(await createAgentStateFiles({ home }).records()).toEqual([
      {
        agent: "claude",
        pid: process.pid,
        state: "waiting",
        at: 4,
        waiting_for: "permission prompt",
        name: "work-67",
        started: 3,
      },
    ]);
  });

  test("a menu that the user has opened in Claude Code is told apart from a question", async () => {
    write(own, { pid: process.pid, status: "waiting", waitingFor: "dialog open" });
    expect(await createAgentStateFiles({ home }).records()).toMatchObject([{ state: "menu" }]);
  });

  test("of a record with odd details the state is still believed", async () => {
    write(own, { pid: process.pid, status: "waiting", waitingFor: 7, name: {}, startedAt: -1, statusUpdatedAt: 4 });
    expect(await createAgentStateFiles({ home }).records()).toEqual([
      { agent: "claude", pid: process.pid, state: "waiting", at: 4 },
    ]);
  });

  test.each([
    ["as it stands", () => join(home, "elsewhere")],
    ["under the home", () => "~/elsewhere"],
    ["relative to the project", () => "../elsewhere"],
  ])("a record is found where a project's CLAUDE_CONFIG_DIR puts it: %s", async (_, value) => {
    const sessions = join(home, "elsewhere", "sessions");
    mkdirSync(sessions, { recursive: true });
    writeFileSync(join(sessions, own), JSON.stringify({ pid: process.pid, status: "busy" }));
    const files = createAgentStateFiles({ home });
    const environment = { variables: { CLAUDE_CONFIG_DIR: value() }, folder: join(home, "shop") };
    expect(await files.records([environment, environment])).toMatchObject([{ agent: "claude", state: "busy" }]);
    expect(await files.records()).toEqual([]);
  });

  test.each([
    [
      "the process has ended",
      async () => {
        const child = spawn("true");
        await once(child, "exit");
        write(`${child.pid}.json`, { pid: child.pid, status: "busy" });
      },
    ],
    ["it is of an older version and tells no state", () => void write(own, { pid: process.pid })],
    [
      "it is named in the way of older versions",
      () => void write(`pid-${process.pid}.json`, { pid: process.pid, status: "busy" }),
    ],
    ["its state is not known", () => void write(own, { pid: process.pid, status: "dreaming" })],
    ["it speaks of another process", () => void write(own, { pid: process.ppid, status: "busy" })],
    ["it is half written", () => void write(own, '{"pid":')],
    ["it is much too large", () => void write(own, { pid: process.pid, status: "busy", more: "x".repeat(100_000) })],
    ["it is a folder", () => void mkdirSync(join(folder, own), { recursive: true })],
    [
      "it is a device",
      () => {
        mkdirSync(folder, { recursive: true });
        symlinkSync("/dev/zero", join(folder, own));
      },
    ],
    [
      "it is so old that the process id may be another's by now",
      () => {
        const path = write(own, { pid: process.pid, status: "busy" });
        utimesSync(path, 1, 1);
      },
    ],
  ])("a record is left out if %s", async (_, arrange) => {
    await arrange();
    expect(await createAgentStateFiles({ home }).records()).toEqual([]);
  });
});
