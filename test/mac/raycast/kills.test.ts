import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

const steps = `import { LocalStorage, showHUD } from "@raycast/api"; import { execFile } from "node:child_process";
  import { promisify } from "node:util"; import { writeFile } from "node:fs/promises"; import { homedir } from "node:os";
  export default async () => {
    await LocalStorage.setItem("one", 1);
    await promisify(execFile)("mark", [homedir() + "/two"]);
    await writeFile(homedir() + "/three", "3");
    await showHUD("four");
  };`;
const fixture = {
  commands: { steps },
  manifest: { steps: { mode: "no-view" } },
  programs: { mark: `#!/bin/sh\necho 2 > "$1"\n` },
};

test("a run tells every point at which the command awaited something", async () => {
  const raycast = await installed(fixture);
  const { points } = await raycast.run("steps");
  expect(points.map(({ number, kind }) => [number, kind])).toEqual([
    [1, "storage"],
    [2, "process"],
    [3, "file"],
    [4, "host"],
  ]);
  expect(points[0]?.label).toBe("storage.set(one)");
});

test.each([1, 2, 3, 4])(
  "killed before or after await point %i, its effect has not, or has, happened",
  async (point) => {
    const raycast = await installed(fixture);
    const { home } = raycast.options;
    const done = () => [
      raycast.storage.get("one") === 1,
      existsSync(join(home, "two")),
      existsSync(join(home, "three")),
      raycast.huds.includes("four"),
    ];
    const before = await raycast.run("steps", { killAt: { point, side: "before" } });
    expect(before).toMatchObject({ how: "killed", killedAt: { number: point, side: "before" } });
    expect(done()).toEqual([1, 2, 3, 4].map((step) => step < point));
    const after = await raycast.run("steps", { killAt: { point, side: "after" } });
    expect(after).toMatchObject({ how: "killed", killedAt: { number: point, side: "after" } });
    expect(done()).toEqual([1, 2, 3, 4].map((step) => step <= point));
  },
);

test("a point that the run does not reach is an error, so that no kill is believed that was none", async () => {
  const raycast = await installed(fixture);
  const late = raycast.run("steps", { killAt: { point: 9, side: "before" } });
  await expect(late).rejects.toThrow("reached only 4 await points, not 9");
});

test("a point is known by its name, too: the second time that the same is done, whatever is done beside it", async () => {
  const twice = `import { LocalStorage } from "@raycast/api"; import { readdir } from "node:fs/promises"; import { homedir } from "node:os";
    export default async () => {
      await Promise.all([1, 2].map((n) => LocalStorage.setItem("run-" + Date.now() + "/" + n, n)));
      await readdir(homedir()); };`;
  const raycast = await installed({ commands: { twice }, manifest: { twice: { mode: "no-view" } } });
  const { points } = await raycast.run("twice");
  expect(points.map(({ name, nth }) => [name, nth])).toEqual([
    ["storage.set(run-#/#)", 1],
    ["storage.set(run-#/#)", 2],
    ["readdir(/home)", 1],
  ]);
  raycast.storage.clear();
  const killAt = { name: "storage.set(run-#/#)", nth: 2, side: "before" } as const;
  expect((await raycast.run("twice", { killAt })).killedAt).toMatchObject({ number: 2, side: "before" });
  await expect(raycast.run("twice", { killAt: { ...killAt, nth: 3 } })).rejects.toThrow("reached only 3 await points");
});

test("a view command is killed in the middle of what its user does", async () => {
  const view = `import { ActionPanel, Action, Detail, LocalStorage } from "@raycast/api";
    export default () => <Detail actions={<ActionPanel><Action title="Both" onAction={async () => {
      await LocalStorage.setItem("a", 1); await LocalStorage.setItem("b", 2); }} /></ActionPanel>} />;`;
  const raycast = await installed({ commands: { view } });
  const end = await raycast.run("view", {
    killAt: { point: 1, side: "after" },
    drive: (opened) => opened.perform("Both"),
  });
  expect(end.how).toBe("killed");
  expect(raycast.storage.all()).toEqual({ a: 1 });
});

const asking = `import { ActionPanel, Action, Detail, LocalStorage, confirmAlert } from "@raycast/api";
  export default () => <Detail actions={<ActionPanel><Action title="Clear" onAction={async () => {
    await LocalStorage.setItem("asked", 1);
    if (await confirmAlert({ title: "Sure?" })) await LocalStorage.setItem("cleared", 1); }} /></ActionPanel>} />;`;

test.each([
  { waits: "an alert", killAt: { point: 1, side: "before" } },
  { waits: "a HUD", killAt: { point: 2, side: "after" } },
] as const)("a user who waits for $waits of a killed command does not wait any longer", async ({ waits, killAt }) => {
  const raycast = await installed({ commands: { asking } }, { limit: 3_600_000 });
  if (waits === "a HUD") raycast.answerAlert("confirm");
  const end = await raycast.run("asking", {
    killAt,
    drive: async (view) => {
      await view.perform("Clear");
      await (waits === "an alert" ? raycast.untilAlert() : raycast.until(() => raycast.huds.length > 0));
    },
  });
  expect(end.how).toBe("killed");
  expect(raycast.storage.get("cleared")).toBeUndefined();
});

test("an alert goes away with its command: the next one's is the one to answer", async () => {
  const raycast = await installed({ commands: { asking } });
  const first = await raycast.open("asking");
  const action = first.perform("Clear");
  const alert = await raycast.untilAlert();
  await first.run.unload();
  await action;
  expect(() => alert.confirm()).toThrow("has gone with its command");
  const second = await raycast.open("asking");
  const again = second.perform("Clear");
  (await raycast.untilAlert()).confirm();
  await again;
  expect(raycast.storage.get("cleared")).toBe(1);
});

test("a tool is killed before or after its user agreed", async () => {
  const close = `import { LocalStorage } from "@raycast/api";
    export const confirmation = async () => { await LocalStorage.getItem("x"); return { message: "Close?" }; };
    export default async () => { await LocalStorage.setItem("closed", 1); return "closed"; };`;
  const raycast = await installed({ commands: { asking }, tools: { close } });
  const { end } = await raycast.tool("close", {});
  expect(end.points.map(({ label }) => label)).toEqual(["storage.get(x)", "storage.set(closed)"]);
  raycast.storage.clear();
  const before = await raycast.tool("close", {}, { killAt: { point: 1, side: "after" } });
  expect([before.ran, before.confirmation, before.end.how]).toEqual([false, undefined, "killed"]);
  const agreed = await raycast.tool("close", {}, { killAt: { point: 2, side: "before" } });
  expect([agreed.ran, agreed.confirmation, agreed.end.how]).toEqual([false, { message: "Close?" }, "killed"]);
  expect(raycast.storage.all()).toEqual({});
  await expect(raycast.tool("close", {}, { killAt: { point: 3, side: "after" } })).rejects.toThrow("reached only 2");
});

test("a menu bar command is killed while it loads: its item stays as it was", async () => {
  const bar = `import { LocalStorage, MenuBarExtra } from "@raycast/api"; import { useEffect, useState } from "react";
    export default () => { const [n, setN] = useState(null);
      useEffect(() => { void LocalStorage.getItem("n").then((v) => LocalStorage.setItem("seen", v).then(() => setN(v))); }, []);
      return n === null ? <MenuBarExtra isLoading title="old" /> : <MenuBarExtra title={String(n)} />; };`;
  const raycast = await installed({ commands: { bar }, manifest: { bar: { mode: "menu-bar" } } });
  raycast.storage.set("n", 1);
  const end = await raycast.menuBar("bar").run({ killAt: { point: 2, side: "after" } });
  expect([end.how, raycast.storage.get("seen"), raycast.menuBar("bar").title]).toEqual(["killed", 1, "old"]);
  await expect(raycast.menuBar("bar").run({ killAt: { point: 3, side: "after" } })).rejects.toThrow("reached only 2");
});

test("a child of a killed command lives on, as children of Raycast's Node do", async () => {
  const start = `import { spawn } from "node:child_process"; import { LocalStorage } from "@raycast/api";
    export default async () => { spawn("wait-and-mark", [process.env.HOME], { stdio: "ignore", detached: true }).unref(); await LocalStorage.setItem("x", 1); };`;
  const raycast = await installed({
    commands: { start },
    manifest: { start: { mode: "no-view" } },
    programs: {
      "wait-and-mark": `#!/bin/sh\nwhile [ ! -e "$1/go" ]; do sleep 0.01; done\necho lived > "$1/mark"; mkfifo "$1/x" 2>/dev/null; echo done > "$1/done"\n`,
    },
  });
  const { home } = raycast.options;
  await raycast.run("start", { killAt: { point: 2, side: "before" } });
  const { watch, writeFileSync } = await import("node:fs");
  const marked = new Promise<void>((resolve) => {
    const watcher = watch(home, () => {
      if (!existsSync(join(home, "done"))) return;
      watcher.close();
      resolve();
    });
  });
  writeFileSync(join(home, "go"), "");
  await marked;
  expect(readFileSync(join(home, "mark"), "utf8")).toBe("lived\n");
});
