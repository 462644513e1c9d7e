import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAgentStateFiles } from "../../../src/core/agents/state-files.ts";
import { HOOK_FOLDER } from "../../../src/core/agents/agents.ts";
import { setUpRunner, until, type RunnerSetup } from "./pane.ts";
import { SHELLS } from "./shells.ts";

let at: RunnerSetup;
let home: string;
beforeEach(async () => {
  at = await setUpRunner();
  home = join(at.folder, "home");
  await installClaude("2.1.332");
});
afterEach(() => at.clean());

/** What Claude Code 2.1.332 gave its hook at a question, shortened. */
const ASKED = JSON.stringify({
  session_id: "de64a73f",
  cwd: "/project",
  permission_mode: "default",
  hook_event_name: "PermissionRequest",
  tool_name: "Bash",
  tool_input: { command: "touch a && curl -s http://127.0.0.1:9/x", description: "Makes a \"file\"\nand 'more'" },
  permission_suggestions: [{ type: "addRules", rules: [{ toolName: "Bash" }], behavior: "allow" }],
});

/**
 * In the user's own folder of programs: it says what it was started with, and for each line that is typed runs the hook
 * of that event as Claude Code does, a shell for each.
 */
const CLAUDE = `#!/usr/bin/env node
const { spawnSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const args = process.argv.slice(2);
if (args[0] === "--version") { console.log("VERSION (Claude Code)"); process.exit(); }
const given = args.indexOf("--settings");
const settings = given < 0 ? "{}" : readFileSync(args[given + 1], "utf8");
const { hooks = {} } = JSON.parse(settings);
console.log("started:" + args.map((arg) => (arg === args[given + 1] && given >= 0 ? "FILE" : arg)).join(" ") + ":");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [event, said = "{}"] = [line.split(" ")[0], line.slice(line.indexOf(" ") + 1)];
  for (const { hooks: each } of hooks[event] ?? [])
    for (const { command } of each) {
      const { status, stdout } = spawnSync("/bin/sh", ["-c", command], { input: said === "ASKED" ? process.env.ASKED : said });
      console.log("hook:" + event + ":" + status + ":" + stdout + ":");
    }
  if (event === "quit") process.exit();
});
`;

async function installClaude(version: string): Promise<void> {
  const bin = join(home, "tools");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "claude"), CLAUDE.replace("VERSION", version));
  await chmod(join(bin, "claude"), 0o755);
}

const environment = () => ({ PATH: `${join(home, "tools")}:$PATH`, ASKED });
const started = (shell: string, command: string, agent_hooks = true) =>
  at.open({ shell, command, agent_hooks, environment: environment(), expanded: ["PATH"] });
const records = () => createAgentStateFiles({ home }).records();
const stateIs = (state: string) =>
  until(`the state ${state}`, async () => (await records()).find((one) => one.state === state));

describe.each(SHELLS)("in $name", ({ path: shell }) => {
  test("what Claude Code asks is known as soon as it asks, through an alias of its user's as well", async () => {
    const pane = await started(shell, "alias claude='claude --verbose'; eval claude go");
    await pane.shows("started:--settings FILE --verbose go:");
    pane.type("PermissionRequest ASKED\r");
    await pane.shows("hook:PermissionRequest:0::");
    expect(await stateIs("waiting")).toMatchObject({
      agent: "claude",
      by_hook: "PermissionRequest",
      question: { kind: "permission", asks: "Run this command?", subject: "touch a && curl -s http://127.0.0.1:9/x" },
    });
    pane.type("PostToolUse {}\r");
    expect(await stateIs("busy")).toMatchObject({ by_hook: "PostToolUse" });
    pane.type('Stop {"background_tasks":[]}\r');
    await stateIs("idle");
    pane.type("SessionEnd {}\r");
    await pane.shows("hook:SessionEnd:0::");
    expect(await records()).toEqual([]);
  });
});

const [first] = SHELLS;
const shell = first?.path ?? "/bin/sh";

test("Claude Code gets no hooks unless that is wanted", async () => {
  const pane = await started(shell, "claude go", false);
  await pane.shows("started:go:");
});

test("settings of the user's own are left alone, and that it gets no hooks is said", async () => {
  await writeFile(join(home, "mine.json"), "{}");
  const pane = await started(shell, "claude --settings ~/mine.json go");
  await pane.shows("gets no hooks");
  await pane.shows("started:--settings FILE go:");
});

test("a version that would call the settings invalid gets no hooks, and that is said", async () => {
  await installClaude("2.0.14");
  const pane = await started(shell, "claude go");
  await pane.shows("older than 2.1.140");
  await pane.shows("started:go:");
});

test("a version is asked for once, and again when another program stands there", async () => {
  const known = () => readFile(join(home, HOOK_FOLDER, "claude-version"), "utf8");
  await started(shell, "claude");
  const version = await until("the version", () => known().catch(() => ""));
  expect(version).toBe(`${join(home, "tools", "claude")}\n2.1.332\n`);
  await installClaude("3.0.0");
  await started(shell, "claude");
  await until("the new version", async () => (await known()).endsWith("\n3.0.0\n"));
});

test("a subcommand of Claude Code is started as it is", async () => {
  const pane = await started(shell, "claude mcp list");
  await pane.shows("started:mcp list:");
});

test("a machine without Claude Code says so like its shell", async () => {
  const pane = await at.open({ shell, command: "claude", agent_hooks: true });
  await pane.shows("claude: command not found");
  expect((await at.told("exited")).at(-1)).toMatchObject({ code: 127 });
});

test("once hooks are not wanted any more, sessions that still have them start Claude Code without", async () => {
  const pane = await started(shell, "true");
  await at.told("shell");
  await at.runner.offer(at.spec({ agent_hooks: false }));
  pane.type("claude later\r");
  await pane.shows("started:later:");
});

test("an error and a sign-in that ran out are questions, in the agent's words", async () => {
  const pane = await started(shell, "claude");
  await pane.shows("started:");
  const said = { error: "authentication_failed", last_assistant_message: "Not logged in · Please run /login" };
  pane.type(`StopFailure ${JSON.stringify(said)}\r`);
  expect(await stateIs("waiting")).toMatchObject({ question: { kind: "sign_in", asks: said.last_assistant_message } });
});

test("what is longer than a question can be is told without its words", async () => {
  const pane = await started(shell, "ASKED=$(head -c 60000 /dev/zero | tr '\\0' x) claude");
  await pane.shows("started:");
  pane.type("PermissionRequest ASKED\r");
  expect(await stateIs("waiting")).toMatchObject({ question: undefined });
});

test("what hooks write can be read by nobody else", async () => {
  const pane = await started(shell, "claude");
  await pane.shows("started:");
  pane.type("PermissionRequest ASKED\r");
  const { pid } = await stateIs("waiting");
  const modeOf = async (path: string) => (await stat(join(home, HOOK_FOLDER, path))).mode & 0o777;
  expect([await modeOf(""), await modeOf("claude"), await modeOf(`claude/${pid}.json`)]).toEqual([0o700, 0o700, 0o600]);
});
