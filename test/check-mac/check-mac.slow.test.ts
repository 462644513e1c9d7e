import type { OsaScript } from "../../src/core/iterm2/osascript.ts";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { ITerm2, type ITerm2Options } from "../mac/iterm2/index.ts";
import { startMac } from "../setup/start-mac.ts";
import { AppleEvents, type AppleEventsOptions, createScriptRunner } from "../mac/osascript/index.ts";
import { osascriptInThread } from "../setup/osascript-in-thread.ts";
import { asking, type Ask } from "./ask.ts";
import { CannotCheck, check } from "./check.ts";
import { findingOf, type Finding } from "./finding.ts";
import { dialog, inferred, notRunning } from "./inferred.ts";
import { probes } from "./probes.ts";

const program = fileURLToPath(new URL("./check-mac.ts", import.meta.url));

interface Ended {
  code: number | null;
  stdout: string;
}

/** The program, as `npm run check:mac` starts it; `seen` gets each line of it as it comes. */
function run(args: string[], seen: (line: string, interrupt: () => void) => void = () => {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...args]);
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      for (const line of text.split("\n")) seen(line, () => child.kill("SIGINT"));
    });
    child.stdin.end();
    child.on("close", (code) => resolve({ code, stdout }));
  });
}

test("on the test Mac it finds nothing that differs, and leaves nothing", { timeout: 120_000 }, async () => {
  const { code, stdout } = await run(["--test-mac"]);
  expect(stdout.split("\n").filter((line) => line.startsWith("DIFFERENT"))).toEqual([]);
  expect(stdout).toMatch(/^0 of \d+ differ from the test Mac; 1 could not be asked\.$/m);
  expect(stdout).toContain("same      all sessions are as they were before, and none of ours is left");
  expect(code).toBe(0);
});

test("Ctrl-C ends it in good order: what it opened is closed first", async () => {
  const { code, stdout } = await run(["--test-mac"], (line, interrupt) => {
    if (line.includes("opens in a window of its own")) interrupt();
  });
  expect(stdout).toContain("same      all sessions are as they were before, and none of ours is left");
  expect(stdout).not.toContain("Quit Cleanup");
  expect(code).toBe(130);
});

test("it starts nothing before its user has agreed, and nothing at all without a Mac", async () => {
  const { code, stdout } = await run([]);
  expect(stdout).not.toContain("same");
  expect(code).toBe(process.platform === "darwin" ? 0 : 2);
});

test("without permission it says where to give it, and opens nothing", async () => {
  const mac = await startMac({ osascript: { permission: "denied" } });
  onTestFinished(() => mac.shutdown());
  await mac.iterm2.launch();
  const { root, home, supportPath } = mac;
  const place = { root, home, supportPath, leave: async () => {} };
  const options = { note: () => {}, say: () => {}, signal: new AbortController().signal };
  await expect(check(place, options)).rejects.toThrow(CannotCheck);
  await expect(check(place, options)).rejects.toThrow("System Settings → Privacy & Security → Automation");
  expect(mac.iterm2.world.sessions).toHaveLength(1);
});

interface Bed {
  iterm2: ITerm2;
  osascript: OsaScript;
  ask: Ask;
}

/** iTerm2 with one window of one `cat`, and osascript without a process, since there are many. */
async function aBed(options: {
  iterm2?: ITerm2Options["switches"];
  events?: AppleEventsOptions["switches"];
}): Promise<Bed> {
  const iterm2 = new ITerm2({ home: "/", profiles: [{ command: "/bin/cat" }], switches: { ...options.iterm2 } });
  const appleEvents = new AppleEvents({ application: iterm2, switches: { ...options.events } });
  const runner = createScriptRunner(appleEvents);
  onTestFinished(async () => {
    await runner.close();
    await iterm2.shutdown();
  });
  const osascript = osascriptInThread(runner);
  return { iterm2, osascript, ask: (...given) => asking(osascript, iterm2.world.windows[0]?.id ?? null)(...given) };
}

const different = (findings: Finding[]) =>
  findings.filter(({ verdict }) => verdict === "DIFFERENT").map(({ what }) => what);

test("it prints DIFFERENT for each fact that a switch of the test Mac turns, and for no other", async () => {
  const { iterm2, osascript, ask } = await aBed({
    iterm2: { newTabsAtEnd: false, splitTtyDelayMs: 0, currentWindowAfterClose: "next" },
  });
  await iterm2.launch();
  const own = iterm2.world.windows[0]?.id ?? -1;
  const findings: Finding[] = [];
  for (const probe of [...probes, ...inferred(osascript)])
    findings.push(await findingOf(probe, asking(osascript, own)));
  expect(different(findings)).toEqual([
    "a new tab comes at the end, as iTerm2 is set by default (Settings > Appearance > Tabs)",
    "the tty of a split is empty at first",
    "currentWindow is null after the current one closed, though another is open",
  ]);
  expect(findings.find(({ what }) => what.startsWith("the tty"))?.found).toBe(
    "false instead of true (inferred; switch splitTtyDelayMs)",
  );
  await expect(findingOf(notRunning, ask)).resolves.toMatchObject({ verdict: "DIFFERENT" });
});

test.each([
  [false, "same"],
  [true, "DIFFERENT"],
] as const)("iTerm2 that starts at the first event, %s: %s", async (starts, verdict) => {
  const { ask } = await aBed({
    iterm2: { launchOnFirstEvent: starts },
    events: { launchesOnFirstEvent: starts },
  });
  expect((await findingOf(notRunning, ask)).verdict).toBe(verdict);
});

test.each([
  [true, "same"],
  [false, "DIFFERENT"],
] as const)("events that wait while a dialog is up, %s: %s, once somebody has answered it", async (wait, verdict) => {
  const { iterm2, ask } = await aBed({ iterm2: { modalsBlockEvents: wait } });
  await iterm2.launch();
  const before = iterm2.world.sessions.map(({ guid }) => guid);
  const asked: string[] = [];
  const answer = (line: string) => {
    asked.push(line);
    iterm2.user.saysCancel();
  };
  expect((await findingOf(dialog(answer), ask)).verdict).toBe(verdict);
  expect(asked).toEqual([expect.stringContaining("press Cancel")]);
  expect(iterm2.world.sessions.map(({ guid }) => guid)).toEqual(before);
});
