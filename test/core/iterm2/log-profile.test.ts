import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogProfile, mayLog, profileFile } from "../../../src/core/iterm2/log-profile.ts";
import { parsePropertyList } from "../../../src/core/iterm2/property-list.ts";
import type { RunProgram } from "../../../src/core/model/ports.ts";

const list = (inner: string) => `<?xml version="1.0"?><plist version="1.0">${inner}</plist>`;
const bookmark = (guid: string, name: string, more = "") =>
  `<dict><key>Guid</key><string>${guid}</string><key>Name</key><string>${name}</string>${more}</dict>`;
const preferences = (bookmarks: string, guid = "d") =>
  list(
    `<dict><key>Default Bookmark Guid</key><string>${guid}</string><key>New Bookmarks</key><array>${bookmarks}</array></dict>`,
  );
const LOGS = "<key>Automatically Log</key><true/>";

let home = "";
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), "home "))));
afterEach(() => rm(home, { recursive: true, force: true }));

const folder = () => join(home, ".private", "logs");
const profiles = () => join(home, "Library", "Application Support", "iTerm2", "DynamicProfiles");

function logProfile(stored = preferences(bookmark("d", "Default"))) {
  const run: RunProgram = async () => ({ ended: "exited", code: 0, stdout: stored, stderr: "" });
  return createLogProfile({ home, folder: folder(), run });
}

test("the profile logs every byte, and leaves alone what a profile may have only once", () => {
  expect(JSON.parse(profileFile("/logs"))).toEqual({
    Profiles: [
      {
        Guid: "iterm-project-orchestrator",
        Name: "Project Orchestrator",
        "Automatically Log": true,
        "Log Directory": "/logs",
        "Log Filename Format": "\\(id).log",
        "Plain Text Logging": 0,
        Shortcut: "",
        "Has Hotkey": false,
        "Bound Hosts": [],
      },
    ],
  });
});

test("its file comes whole and once, and the folder of logs is private and there before each launch", async () => {
  const profile = logProfile();
  expect(await profile.offer()).toBe("Project Orchestrator");
  expect(await readdir(profiles())).toEqual(["project-orchestrator.json"]);
  expect(await readFile(join(profiles(), "project-orchestrator.json"), "utf8")).toBe(profileFile(folder()));
  expect((await stat(folder())).mode & 0o777).toBe(0o700);
  const long_ago = new Date(0);
  await utimes(join(profiles(), "project-orchestrator.json"), long_ago, long_ago);
  await rm(folder(), { recursive: true });
  expect(await profile.offer()).toBe("Project Orchestrator");
  expect((await stat(folder())).isDirectory()).toBe(true);
  expect((await stat(join(profiles(), "project-orchestrator.json"))).mtimeMs).toBe(0);
});

test("a log that the user's default profile keeps is left alone: ours is taken away", async () => {
  await logProfile().offer();
  expect(await logProfile(preferences(bookmark("d", "Default", LOGS))).offer()).toBeNull();
  expect(await readdir(profiles())).toEqual([]);
});

test.each([
  ["nothing is stored yet", list("<dict/>"), true],
  ["the default profile does not log", preferences(bookmark("x", "Other", LOGS) + bookmark("d", "Default")), true],
  ["the default profile logs", preferences(bookmark("x", "Other") + bookmark("d", "Default", LOGS)), false],
  ["the first logs and no default is known", preferences(bookmark("x", "Other", LOGS), "gone"), false],
  [
    "our own one is the default",
    preferences(bookmark("iterm-project-orchestrator", "Project Orchestrator", LOGS), "iterm-project-orchestrator"),
    true,
  ],
  ["another one has our name", preferences(bookmark("d", "Default") + bookmark("x", "Project Orchestrator")), false],
  ["what is stored cannot be read", "<html>", false],
])("whether our profile may be there: %s", (_, stored, expected) => {
  expect(mayLog(stored)).toBe(expected);
});

test("a failure of any kind costs the log and no more", async () => {
  const failing: RunProgram = async () => ({ ended: "exited", code: 1, stdout: "", stderr: "" });
  expect(await createLogProfile({ home, folder: folder(), run: failing }).offer()).toBeNull();
  await mkdir(join(home, "Library"), { recursive: true });
  expect(await createLogProfile({ home: "/dev/null", folder: folder(), run: failing }).offer()).toBeNull();
  await chmod(home, 0o700);
  expect(
    await createLogProfile({
      home: "/dev/null",
      folder: folder(),
      run: async () => ({ ended: "exited", code: 0, stdout: preferences(""), stderr: "" }),
    }).offer(),
  ).toBeNull();
  await logProfile().withdraw();
});

test("a property list is read with all its kinds of values", () => {
  const xml = list(
    "<dict><key>a &amp; b</key><array><integer>-1</integer><real>0.5</real><true/><false/><dict/><array/></array>" +
      "<key>t</key><string>&lt;é&#233;&#xe9;&gt;</string><key>e</key><string/>\n<key>d</key><data>\nAA==\n</data></dict>",
  );
  expect(parsePropertyList(xml)).toEqual({
    "a & b": [-1, 0.5, true, false, {}, []],
    t: "<éé\u00e9>",
    e: "",
    d: "\nAA==\n",
  });
});
