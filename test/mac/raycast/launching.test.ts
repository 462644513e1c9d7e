import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed, restarted } from "./fixture.ts";

const target = `import { Detail } from "@raycast/api"; export default (p) => <Detail markdown={JSON.stringify(p)} />;`;
const bar = `import { MenuBarExtra, LocalStorage } from "@raycast/api"; import { useEffect, useState } from "react";
  export default () => { const [n, setN] = useState(); useEffect(() => { void LocalStorage.getItem("n").then((x) => setN(x ?? 0)); }, []);
    return <MenuBarExtra isLoading={n === undefined} title={String(n)} />; };`;
const launch = (name: string, type: string) => `import { launchCommand, LaunchType, LocalStorage } from "@raycast/api";
  export default async () => { await launchCommand({ name: "${name}", type: LaunchType.${type}, context: { from: "here" } })
    .then(() => LocalStorage.setItem("result", "launched"), (e) => LocalStorage.setItem("result", e.message)); };`;
const commands = {
  target,
  bar,
  off: target,
  "to-target": launch("target", "UserInitiated"),
  "to-bar": launch("bar", "Background"),
  "to-off": launch("off", "UserInitiated"),
  "to-nowhere": launch("nowhere", "UserInitiated"),
};
const manifest = {
  bar: { mode: "menu-bar", interval: "10s" },
  off: { disabledByDefault: true },
  "to-target": { mode: "no-view" },
  "to-bar": { mode: "no-view" },
  "to-off": { mode: "no-view" },
  "to-nowhere": { mode: "no-view" },
};

test("launchCommand opens a view with its context, in the window", async () => {
  const raycast = await installed({ commands, manifest });
  await raycast.run("to-target");
  const view = await raycast.untilWindow("target");
  expect(JSON.parse(view.markdown)).toMatchObject({ launchType: "userInitiated", launchContext: { from: "here" } });
});

test("launchCommand throws if the target is missing or disabled", async () => {
  const raycast = await installed({ commands, manifest });
  await raycast.run("to-nowhere");
  expect(raycast.storage.get("result")).toContain('no command "nowhere"');
  await raycast.run("to-off");
  expect(raycast.storage.get("result")).toBe('The command "off" is disabled');
  await expect(raycast.open("off")).rejects.toThrow("disabled");
  raycast.setEnabled("off", true);
  await raycast.run("to-off");
  expect(raycast.storage.get("result")).toBe("launched");
});

test("launchCommand throws for a menu bar command never activated (#30133, #9066), and refreshes an activated one", async () => {
  const raycast = await installed({ commands, manifest });
  await raycast.run("to-bar");
  expect(raycast.storage.get("result")).toBe('The menu bar command "bar" has not been activated');
  await raycast.menuBar("bar").run();
  raycast.storage.set("n", 5);
  await raycast.run("to-bar");
  await raycast.until(() => raycast.menuBar("bar").title === "5");
});

test("a deep link's first use asks the user: refused, once, or always from then on, over a restart", async () => {
  const raycast = await installed({ commands, manifest });
  const link = `raycast://extensions/somebody/fixture/target?arguments=${encodeURIComponent('{"a":"1"}')}&context=${encodeURIComponent('{"b":2}')}`;
  expect(await raycast.openLink(link)).toBe(null);
  expect(raycast.runs).toEqual([]);
  raycast.answerLink("once", "always");
  await raycast.openLink(link);
  const view = await raycast.untilWindow("target");
  expect(JSON.parse(view.markdown)).toMatchObject({ arguments: { a: "1" }, launchContext: { b: 2 } });
  await raycast.openLink(link);
  const later = await restarted(raycast);
  await later.openLink(link);
  expect([raycast.links.asked.length, later.links.asked.length]).toEqual([3, 0]);
});

test("a background deep link refreshes the menu bar without a window", async () => {
  const raycast = await installed({ commands, manifest });
  await raycast.menuBar("bar").run();
  raycast.storage.set("n", 9);
  raycast.answerLink("always");
  await raycast.openLink("raycast://extensions/somebody/fixture/bar?launchType=background");
  await raycast.until(() => raycast.menuBar("bar").title === "9");
  expect(raycast.window).toBe(null);
});

test("a deep link to another extension or command leads nowhere", async () => {
  const raycast = await installed({ commands, manifest });
  await expect(raycast.openLink("raycast://extensions/other/fixture/target")).rejects.toThrow("not installed");
  await expect(raycast.openLink("raycast://extensions/somebody/fixture/nope")).rejects.toThrow('no command "nope"');
  await expect(raycast.openLink("raycast://confetti")).rejects.toThrow("Not a deep link");
});

test("open, showInFinder, trash, Clipboard and applications reach the Mac", async () => {
  const system = `import * as api from "@raycast/api";
    export default async () => {
      await api.open("https://x"); await api.open("/tmp", "com.googlecode.iterm2");
      const errors = [];
      await api.open("/tmp", "com.nobody.nothing").catch((e) => errors.push(e.message));
      await api.showInFinder("/nowhere").catch((e) => errors.push(e.message));
      const file = process.env.HOME + "/old.txt";
      await api.showInFinder(file); await api.trash(file);
      await api.Clipboard.copy("text"); await api.Clipboard.copy({ file: "/a" });
      await api.openExtensionPreferences();
      const apps = await api.getApplications();
      return JSON.stringify([errors, await api.Clipboard.readText({ offset: 1 }), (await api.Clipboard.read()).file, apps.some((a) => a.name === "iTerm")]);
    };`;
  const raycast = await installed({ commands: { system }, manifest: { system: { mode: "no-view" } } });
  const file = join(raycast.options.home, "old.txt");
  writeFileSync(file, "");
  expect(JSON.parse(String((await raycast.run("system")).value))).toEqual([
    ['Unable to find application "com.nobody.nothing"', 'The file "/nowhere" does not exist'],
    "text",
    "/a",
    true,
  ]);
  expect(raycast.desktop.opened).toHaveLength(2);
  expect(raycast.desktop.shownInFinder).toEqual([file]);
  expect(raycast.desktop.openedPreferences).toEqual(["extension"]);
});

const close = `import { Action } from "@raycast/api";
  export const confirmation = async ({ project }) => project ? { style: Action.Style.Destructive, message: "Close " + project + "?" } : undefined;
  export default async ({ project }) => ({ closed: project });`;

test("an AI tool is asked for its confirmation, and run with its input if the user agrees", async () => {
  const plain = `export default async (input) => "got " + input.x;`;
  const raycast = await installed({ commands: { target }, tools: { close, plain } });
  const confirmation = { style: "destructive", message: "Close api?" };
  const agreed = await raycast.tool("close", { project: "api" });
  expect(agreed).toMatchObject({ ran: true, confirmation, value: { closed: "api" } });
  const refused = await raycast.tool("close", { project: "api" }, { confirm: false });
  expect([refused.ran, refused.confirmation, refused.value]).toEqual([false, confirmation, undefined]);
  const unasked = await raycast.tool("plain", { x: 1 });
  expect([unasked.ran, unasked.confirmation, unasked.value]).toEqual([true, undefined, "got 1"]);
  await expect(raycast.tool("nothing", {})).rejects.toThrow('no tool "nothing"');
});

test("a confirmation of undefined is not put to the user", async () => {
  const raycast = await installed({ commands: { target }, tools: { close } });
  expect(await raycast.tool("close", {}, { confirm: false })).toMatchObject({
    ran: true,
    confirmation: undefined,
    value: {},
  });
});

test("what a tool throws is told to the model as its message, and is no crash; so is what its confirmation throws", async () => {
  const fails = `export default async () => { throw new Error("no such project"); }`;
  const unsure = `export const confirmation = async () => { throw new Error("iTerm2 is silent"); };
    export default async () => "done";`;
  const raycast = await installed({ commands: { target }, tools: { fails, unsure } });
  await expect(raycast.tool("fails", {})).rejects.toThrow(/^no such project$/);
  await expect(raycast.tool("unsure", {})).rejects.toThrow(/^iTerm2 is silent$/);
  expect(raycast.runs.map(({ end }) => end?.how)).toEqual(["completed", "completed"]);
});

test.each([
  ["a date", "new Date(0)"],
  ["a map", "new Map()"],
  ["a function", "{ then_call: () => 1 }"],
  ["no number", "[NaN]"],
])("a tool's answer is plain data, never %s", async (_what, value) => {
  const raycast = await installed({ commands: { target }, tools: { odd: `export default async () => (${value});` } });
  await expect(raycast.tool("odd", {})).rejects.toThrow("is not plain data");
});

test.each([
  ["a style that is none", `{ style: "red" }`],
  ["values that are no text", `{ info: [{ name: "Lines", value: 3 }] }`],
  ["what Raycast does not know", `{ title: "Close?" }`],
  ["a text alone", `"Close?"`],
])("a confirmation with %s is refused", async (_what, value) => {
  const odd = `export const confirmation = async () => (${value}); export default async () => "done";`;
  const raycast = await installed({ commands: { target }, tools: { odd } });
  await expect(raycast.tool("odd", {})).rejects.toThrow(/"code":/);
});

test("a disabled command is reached by no deep link, and a view has no background", async () => {
  const raycast = await installed({
    commands: { ...commands, "view-behind": launch("target", "Background") },
    manifest: { ...manifest, "view-behind": { mode: "no-view" } },
  });
  const link = (name: string) => `raycast://extensions/somebody/fixture/${name}?launchType=background`;
  await expect(raycast.openLink(link("off"))).rejects.toThrow('The command "off" is disabled');
  raycast.answerLink("once");
  await expect(raycast.openLink(link("target"))).rejects.toThrow("is a view: it has no background");
  await raycast.run("view-behind");
  expect(raycast.storage.get("result")).toBe("target is a view: it has no background");
});

test("Action.CreateQuicklink leads to Raycast's own form: the view is left for it", async () => {
  const quick = `import { Action, ActionPanel, Detail } from "@raycast/api"; export default () => <Detail markdown="x"
    actions={<ActionPanel><Action.CreateQuicklink quicklink={{ name: "web", link: "raycast://x" }} /></ActionPanel>} />;`;
  const raycast = await installed({ commands: { quick } });
  const view = await raycast.open("quick");
  await view.perform("Create Quicklink");
  expect(raycast.desktop.quicklinks).toEqual([{ name: "web", link: "raycast://x" }]);
  expect(view.closed).toBe(true);
});
