import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { opens, sessionsOf, ticksUntil } from "../../setup/commands.ts";
import { paneOf, shows } from "../../setup/panes.ts";
import type { MacSettings } from "../../setup/start-mac.ts";

/** A project of one session that runs this. */
async function running(command: string, options: { template?: object; setting?: MacSettings; path?: string } = {}) {
  const mac = await launchMac(options.setting);
  const session_templates = [aTemplate({ id: "server", command, ...options.template })];
  const path = join(mac.home, options.path ?? "");
  await mkdir(path, { recursive: true });
  await keep(mac, aProject({ path, session_templates, config: { startup_sequence: ["server"] } }));
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp");
  return mac;
}

const presses = (mac: Mac, key: "ctrl-c" | "ctrl-z") => mac.iterm2.user.presses(paneOf(mac, "server").guid, key);
const types = (mac: Mac, line: string) => mac.iterm2.user.types(paneOf(mac, "server").guid, `${line}\r`);

/** Writes down its arguments and where it is. */
const noteArguments = `exec node -e 'require("fs").writeFileSync("called.json", JSON.stringify({ args: process.argv.slice(1), in: process.cwd() }))' -- "$@"`;

test("a command of quotes, $, backticks, newlines and emoji runs exactly so, in a folder with spaces and an apostrophe", async () => {
  const command = [
    `note 'single "double"' "\\$HOME is $((40 + 2))" \`echo back\`tick 'line one`,
    `line two' 😀é "it's" $'a\\tb' '\\(iterm)' '$$ASK$$' "\${NOT_SET:-unset}" '' '*'`,
    `touch second-line`,
    `exec cat`,
  ].join("\n");
  const path = "it's Ann's project/with  two spaces";
  const mac = await running(command, { path, setting: { programs: { note: noteArguments } } });
  const folder = join(mac.home, path);
  await eventually("both lines ran", () =>
    readFile(join(folder, "second-line"), "utf8").then(
      () => true,
      () => false,
    ),
  );
  expect(JSON.parse(await readFile(join(folder, "called.json"), "utf8"))).toEqual({
    args: [
      'single "double"',
      "$HOME is 42",
      "backtick",
      "line one\nline two",
      "😀é",
      "it's",
      "a\tb",
      "\\(iterm)",
      "$$ASK$$",
      "unset",
      "",
      "*",
    ],
    in: folder,
  });
  expect(mac.iterm2.world.modals.history).toEqual([]);
});

test("a default shell that does not exist is said so, and /bin/sh is used", async () => {
  const mac = await running('echo "this is $0"; exec cat', { setting: { shell: "/no/such/shell" } });
  await shows(mac, "server", "The shell /no/such/shell does not exist: /bin/sh is used.");
  await shows(mac, "server", "this is /bin/sh");
  const view = await mac.raycast.open("search-sessions");
  await view.until((now) => now.items.length === 1 && !now.isLoading);
  await view.perform("Show Errors");
  await view.until((now) => now.depth > 1);
  expect(view.markdown).toContain("The shell /no/such/shell does not exist");
});

test("a resized window or pane reaches the program in it", async () => {
  const mac = await running("size", {
    setting: {
      programs: {
        size: `trap 'echo "now $(stty size)"' WINCH; echo "first $(stty size)"; while :; do sleep 0.1; done`,
      },
    },
  });
  await shows(mac, "server", "first 25 80");
  const { window, guid } = paneOf(mac, "server");
  mac.iterm2.user.resizesWindow(window, { columns: 120, rows: 40 });
  await shows(mac, "server", "now 40 120");
  await mac.iterm2.user.splits(guid, "vertical");
  mac.iterm2.user.resizesPane(guid, 0.25);
  const { columns, rows } = paneOf(mac, "server");
  expect(columns).toBeLessThan(40);
  await shows(mac, "server", `now ${rows} ${columns}`);
});

test("Ctrl-C ends the program and leaves a shell in the project's folder; nothing is restarted", async () => {
  const mac = await running("cat", { template: { restart_on_exit: true }, path: "here" });
  presses(mac, "ctrl-c");
  const ended = await ticksUntil(mac, "it is over", async () => {
    const { server } = await sessionsOf(mac);
    return server?.phase.name === "ended" ? server : null;
  });
  expect(ended).toMatchObject({ status: "exited", exit_code: null, exit_signal: "SIGINT", restarts: 0 });
  types(mac, 'echo "shell in $PWD"');
  await shows(mac, "server", `shell in ${mac.home}/here`);
});

test("a program that handles Ctrl-C goes on, as in a plain terminal", async () => {
  const mac = await running("stubborn", {
    template: { restart_on_exit: true },
    setting: {
      programs: {
        stubborn: `trap 'echo caught' INT; echo ready; while read -r line || [ -n "$line" ] || sleep 0.1; do echo "got $line"; line=; done`,
      },
    },
  });
  await shows(mac, "server", "ready");
  presses(mac, "ctrl-c");
  await shows(mac, "server", "caught");
  types(mac, "hello");
  await shows(mac, "server", "got hello");
});

test("Ctrl-Z suspends the program, fg goes on with it", async () => {
  const mac = await running("talk", {
    setting: { programs: { talk: `echo ready; while read -r line; do echo "got $line"; done` } },
  });
  await shows(mac, "server", "ready");
  presses(mac, "ctrl-z");
  await shows(mac, "server", "Suspended");
  types(mac, 'echo "a shell meanwhile"');
  await shows(mac, "server", /^a shell meanwhile/m);
  types(mac, "fg");
  await eventually("the program has the terminal again", () => {
    types(mac, "hello");
    return mac.iterm2.terminal(paneOf(mac, "server").guid).contents().includes("got hello");
  });
});
