import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isLogged } from "../../../src/core/model/session-state.ts";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";
import { dynamicProfilesFolder } from "../../mac/iterm2/index.ts";

const settings = { keep_logs: true };
const logFolder = (mac: CoreOnMac) => join(mac.root, "tmp", "launches", "logs");
const profileFile = (mac: CoreOnMac) => join(dynamicProfilesFolder(mac.mac.home), "project-orchestrator.json");
const FLOOD = 'awk \'BEGIN { for (i = 0; i < 100000; i++) print i == 50000 ? "the needle" : "GET /" i " 200" }\'';
const NEEDLE = { type: "ready_log_line", pattern: "^the needle$" } as const;

/** The profile's name that iTerm2 made the session's pane with. */
async function profileOf(mac: CoreOnMac, template: string): Promise<string> {
  const { iterm_session_id } = await mac.session(template);
  return mac.iterm2.session(iterm_session_id ?? "").profile.name;
}

test("with logs on, one line in 100,000 that come at once is found, in a private file that is made by the first opening", async () => {
  const mac = await launchCore({ settings });
  await mac.keep({ server: { command: `${FLOOD}; echo up; exec cat`, ready_when: NEEDLE } });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(1);
  const { iterm_session_id } = await mac.session("server");
  const path = join(logFolder(mac), `${iterm_session_id}.log`);
  expect([(await stat(logFolder(mac))).mode & 0o777, (await stat(path)).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(await readFile(path, "utf8")).toContain("\nthe needle\r\n");
  expect(mac.iterm2.world.modals.history).toEqual([]);
  expect(isLogged(await mac.session("server"))).toBe(true);
});

test("with logs on, a line that is wiped from the screen at once, and one on a full screen, are found", async () => {
  const mac = await launchCore({ settings });
  const wipes = "printf 'listening'; printf '\\033[H\\033[2J\\033[3J'; exec cat";
  const full = "printf '\\033[?1049h\\033[5;5Hlistening\\033[2J\\033[?1049l'; exec cat";
  const ready_when = { type: "ready_log_line", pattern: "listening" } as const;
  await mac.keep({
    wipes: { command: wipes, ready_when },
    full: { command: full, ready_when, layout: "pane_vertical", parent_template_id: "wipes" },
  });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(2);
  expect(await readdir(logFolder(mac))).toHaveLength(2);
});

test("a log that is removed while it is written is done without", async () => {
  const mac = await launchCore({ settings });
  const ready_when = { type: "ready_log_line", pattern: "^later$" } as const;
  await mac.keep({ web: { command: `rm -r '${logFolder(mac)}'; echo later; exec cat`, ready_when } });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(1);
  expect(isLogged(await mac.session("web"))).toBe(false);
});

test("a session starts without a log, as ever, while iTerm2 has not loaded the profile", async () => {
  const mac = await launchCore({ settings, iterm2: { switches: { version: "3.4.23" } } });
  await mac.iterm2.launch();
  await mac.keep({ web: "exec cat", db: { command: "exec cat", layout: "pane_vertical", parent_template_id: "web" } });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(2);
  expect([await profileOf(mac, "web"), await profileOf(mac, "db")]).toEqual(["Default", "Default"]);
});

test("a default profile that logs, a profile of the user's choice, and a session that is not monitored are left alone", async () => {
  const mac = await launchCore({ settings, iterm2: { profiles: [{}, { name: "Mine" }] } });
  await mac.keep({
    own: { command: "exec cat", profile: "Mine" },
    quiet: { command: "exec cat", monitor_output: false },
  });
  await mac.verbs.open("p");
  expect([await profileOf(mac, "own"), await profileOf(mac, "quiet")]).toEqual(["Mine", "Default"]);
  expect(existsSync(profileFile(mac))).toBe(false);
  const log = { automatically: true, directory: mac.mac.home, name: "\\(id).log", style: 0 };
  mac.iterm2.user.editsProfile("Default", { log });
  await mac.keep({ web: "exec cat" }, {}, "q");
  await mac.verbs.open("q");
  expect(existsSync(profileFile(mac))).toBe(false);
  const { iterm_session_id } = await mac.session("web", "q");
  expect(existsSync(join(mac.mac.home, `${iterm_session_id}.log`))).toBe(true);
});

test("without the setting nothing is logged and no profile is made", async () => {
  const mac = await launchCore();
  await mac.keep({ web: "exec cat" });
  await mac.verbs.open("p");
  expect([existsSync(profileFile(mac)), existsSync(logFolder(mac))]).toEqual([false, false]);
});

test("the profile goes with the last project, and open sessions run on", async () => {
  let ahead = 0;
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const mac = await launchCore({ settings, clock: { now: () => Date.now() + ahead, sleep } });
  await mac.keep({ web: "exec cat" });
  await mac.verbs.open("p");
  expect(await profileOf(mac, "web")).toBe("Project Orchestrator");
  await mac.verbs.close("p");
  await mac.verbs.deleteProject("p");
  ahead = 3_600_000;
  await mac.tick();
  expect(existsSync(profileFile(mac))).toBe(false);
});

test("every line is told once, also when iTerm2 dies and finds the session again", async () => {
  const mac = await launchCore({ settings });
  const command = 'stty -echo; while read x; do echo "BAD $x"; done';
  await mac.keep({ web: { command, error_pattern: "^BAD" } });
  await mac.verbs.open("p");
  const guid = (await mac.session("web")).iterm_session_id ?? "";
  const errors = async () => (await mac.session("web")).errors.map(({ message }) => message);
  mac.iterm2.user.types(guid, "one\r");
  await mac.ticksUntil("one is told", async () => (await errors()).length > 0);
  const terminal = mac.iterm2.terminal(guid);
  mac.iterm2.crash();
  terminal.write("alone\r");
  await mac.iterm2.launch();
  await mac.ticksUntil("what it said alone is told", async () => (await errors()).length > 1);
  mac.iterm2.user.types(guid, "two\r");
  await mac.ticksUntil("two is told", async () => (await errors()).length > 2);
  expect(await errors()).toEqual(["BAD one", "BAD alone", "BAD two"]);
  expect(await readFile(join(logFolder(mac), `${guid}.log`), "utf8")).toContain("BAD one\r\nBAD alone\r\nBAD two\r\n");
});
