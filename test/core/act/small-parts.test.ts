import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { notificationScript } from "../../../src/core/act/notifications.ts";
import { createOsascript } from "../../../src/core/act/osascript.ts";
import { signalGroup } from "../../../src/core/act/signals.ts";
import { runStopCommand } from "../../../src/core/act/stop-command.ts";
import { numberInStderr } from "../../../src/core/model/apple-event-faults.ts";
import { resultsFromProgress } from "../../../src/core/act/iterm2/perform.ts";
import { createProcesses } from "../../../src/core/observe/processes/ps.ts";
import { createJournals, parseJournal } from "../../../src/core/observe/runner/journal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "act's parts "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("notifications", () => {
  test("what the user wrote never stands in the script, and half characters do not break it", () => {
    const body = `" & (do shell script "rm -rf ~") & "\n🚀${"x".repeat(300)}`;
    const script = notificationScript({ key: "k", title: "It's", subtitle: "", body });
    expect(script).not.toMatch(/shell|It's|🚀/);
    expect(script).toMatch(/^display notification \(character id \{34, 32, 38,.*128640, 120/);
    expect(script).toContain('with title (character id {73, 116, 39, 115}) subtitle ""');
    const cut = notificationScript({ key: "k", title: "", subtitle: "", body: `${"x".repeat(249)}🚀` });
    expect(cut).not.toMatch(/5535\d/);
  });
});

describe("signals", () => {
  test("reach a whole group; one that is gone is no error; ours and everyone's are never meant", async () => {
    const child = spawn("sh", ["-c", "sleep 60 & wait"], { detached: true, stdio: "ignore" });
    await once(child, "spawn");
    await signalGroup(child.pid ?? 0, "SIGKILL");
    const [, signal] = (await once(child, "exit")) as [number | null, string];
    expect(signal).toBe("SIGKILL");
    await signalGroup(child.pid ?? 0, "SIGTERM");
    await signalGroup(0, "SIGKILL");
    await signalGroup(1, "SIGKILL");
    await signalGroup(-1, "SIGKILL");
  });

  test("this machine's ps is understood", async () => {
    const rows = await createProcesses({ signalGroup }).list();
    expect(rows.find(({ pid }) => pid === process.pid)).toMatchObject({ ppid: process.ppid });
  });
});

describe("stop commands", () => {
  const stop = { environment: { WHAT: "it's" }, shell: "/bin/sh", timeout_ms: 5000 };

  test("run in the session's folder with its variables", async () => {
    await runStopCommand({ ...stop, working_directory: folder, command: 'printf %s "$WHAT" >out' });
    expect(await readFile(join(folder, "out"), "utf8")).toBe("it's");
  });

  test("that fail are said to have failed; that do not end are killed with what they started", async () => {
    const failing = runStopCommand({ ...stop, working_directory: folder, command: "exit 3" });
    await expect(failing).rejects.toMatchObject({ code: "failed", mayHaveHappened: true });
    const endless = { ...stop, timeout_ms: 200, working_directory: folder, command: "sleep 77 & echo $! >pid; wait" };
    await expect(runStopCommand(endless)).rejects.toMatchObject({ code: "timed_out" });
    const pid = Number(await readFile(join(folder, "pid"), "utf8"));
    await expect
      .poll(async () =>
        (await createProcesses({ signalGroup }).list()).find((row) => row.pid === pid && !row.stat.startsWith("Z")),
      )
      .toBeUndefined();
  });
});

describe("osascript", () => {
  test("no such program is failed, with what to do", async () => {
    const missing = createOsascript({ program: join(folder, "osascript") });
    await expect(missing("", "", { timeout_ms: 1000 })).rejects.toMatchObject({ code: "failed" });
  });

  test("only the final number of stderr counts, in any language", () => {
    expect(numberInStderr("execution error: Error: Error: Can’t get object. (-1728)\n")).toBe(-1728);
    expect(numberInStderr("0:12: Fehler (42): Nicht erlaubt. (-1743)")).toBe(-1743);
    expect(numberInStderr("killed")).toBeNull();
  });

  test("of a script that was killed, the steps it told of are known, the next one may have happened, others did not", () => {
    const step = { do: "focus", target: "x", activate: false } as const;
    const stderr = `{"step":0,"result":{"ok":true,"session_id":"A"}}\nnoise {\n{"step":1,"result":{"ok":false,"number":1,"skipped":false}}\n`;
    expect(resultsFromProgress(stderr, [step, step, step, step])).toEqual([
      { ok: true, session_id: "A" },
      { ok: false, number: 1, skipped: false },
      { ok: false, number: -1712, skipped: false },
      { ok: false, number: -1712, skipped: true },
    ]);
  });
});

describe("journals", () => {
  test("a line still being written waits; rubbish and unknown entries are left out", () => {
    const text = `{"event":"shell","at":1}\nrubbish\n{"event":"new kind","at":2}\n{"event":"exited","at":3,"code":7}\n{"event":"clo`;
    expect(parseJournal(text)).toEqual([
      { event: "shell", at: 1 },
      { event: "exited", at: 3, code: 7 },
    ]);
  });

  test("a session without a journal has an empty one", async () => {
    await writeFile(join(folder, "b.jsonl"), `{"event":"closed","at":1}\n`);
    expect(await createJournals(folder)(["a", "b"])).toEqual({
      a: { entries: [] },
      b: { entries: [{ event: "closed", at: 1 }] },
    });
  });
});
