import { expect, test } from "vitest";
import { installed, restarted } from "./fixture.ts";

const status = `import { MenuBarExtra, LocalStorage, open } from "@raycast/api"; import { useEffect, useState } from "react";
  export default () => {
    const [count, setCount] = useState();
    useEffect(() => { void LocalStorage.getItem("count").then((n) => setCount(n ?? 0)); }, []);
    if (count === "none") return null;
    return <MenuBarExtra isLoading={count === undefined} title={count === undefined ? undefined : String(count)} tooltip="Sessions">
      <MenuBarExtra.Section title="Waiting">
        <MenuBarExtra.Submenu title="api"><MenuBarExtra.Item title="Focus" onAction={() => open("https://api")} /></MenuBarExtra.Submenu>
        <MenuBarExtra.Item title="web" subtitle={String(count)} onAction={async () => { await LocalStorage.setItem("pressed", "web"); }} />
      </MenuBarExtra.Section>
      <MenuBarExtra.Section><MenuBarExtra.Item title="just text" /></MenuBarExtra.Section>
    </MenuBarExtra>;
  };`;
const manifest = { status: { mode: "menu-bar", interval: "10s" } };

test("a menu bar command is unloaded when isLoading is false, and its item stays", async () => {
  const raycast = await installed({ commands: { status }, manifest });
  const item = raycast.menuBar("status");
  expect(item.visible).toBe(false);
  expect((await item.run()).how).toBe("unloaded");
  expect(item.title).toBe("0");
  expect(item.tooltip).toBe("Sessions");
  expect(item.items.map(({ kind, title, path, enabled }) => [kind, title, path.join(), enabled])).toEqual([
    ["section", "Waiting", "", false],
    ["submenu", "api", "", true],
    ["item", "Focus", "api", true],
    ["item", "web", "", true],
    ["separator", "", "", false],
    ["item", "just text", "", false],
  ]);
});

test("a menu bar command that relies on setInterval freezes: it is unloaded after its first rendering (#30747)", async () => {
  const clock = `import { MenuBarExtra } from "@raycast/api"; import { useEffect, useState } from "react";
    export default () => { const [n, setN] = useState(0);
      useEffect(() => { const t = setInterval(() => setN((x) => x + 1), 1); return () => clearInterval(t); }, []);
      return <MenuBarExtra title={String(n)} />; };`;
  const raycast = await installed({ commands: { clock }, manifest: { clock: { mode: "menu-bar" } } });
  await raycast.menuBar("clock").run();
  expect(raycast.menuBar("clock").title).toBe("0");
});

test("rendering null removes the item from the menu bar", async () => {
  const raycast = await installed({ commands: { status }, manifest });
  await raycast.menuBar("status").run();
  raycast.storage.set("count", "none");
  await raycast.menuBar("status").run();
  expect(raycast.menuBar("status").visible).toBe(false);
});

test("after a restart of Raycast the item comes from Raycast's own store and may be stale", async () => {
  const before = await installed({ commands: { status }, manifest });
  await before.menuBar("status").run();
  const after = await restarted(before);
  after.storage.set("count", 7);
  expect(after.runs).toEqual([]);
  expect(after.menuBar("status").title).toBe("0");
  const menu = await after.menuBar("status").click();
  expect(menu.items[3]?.subtitle).toBe("0");
  await menu.until(({ items }) => items[3]?.subtitle === "7");
  await menu.close();
  expect(after.menuBar("status").title).toBe("7");
});

test("while the menu is open the command stays loaded; choosing an item closes it and runs its action", async () => {
  const raycast = await installed({ commands: { status }, manifest });
  await raycast.menuBar("status").run();
  const menu = await raycast.menuBar("status").click();
  await menu.until(({ isLoading }) => !isLoading);
  expect(menu.run.end).toBe(null);
  await menu.choose("web");
  expect(menu.run.end?.how).toBe("unloaded");
  expect(raycast.storage.get("pressed")).toBe("web");
  const again = await raycast.menuBar("status").click();
  await again.choose(["api", "Focus"]);
  expect(raycast.desktop.opened).toEqual([{ target: "https://api", application: undefined }]);
});

test("identical sibling items cross their onAction, also across sections: the run fails (#12204)", async () => {
  const twins = (between: string) => `import { MenuBarExtra } from "@raycast/api";
    export default () => <MenuBarExtra title="x"><MenuBarExtra.Item title="Open" onAction={() => 1} />
      ${between}</MenuBarExtra>;`;
  const item = `<MenuBarExtra.Item title="Open" onAction={() => 2} />`;
  const commands = {
    siblings: twins(item),
    sections: twins(`<MenuBarExtra.Section title="b">${item}</MenuBarExtra.Section>`),
    submenus: twins(`<MenuBarExtra.Submenu title="b">${item}</MenuBarExtra.Submenu>`),
  };
  const all = Object.fromEntries(Object.keys(commands).map((name) => [name, { mode: "menu-bar" }]));
  const raycast = await installed({ commands, manifest: all });
  await expect(raycast.menuBar("siblings").run()).rejects.toThrow('two identical items "Open" in x');
  await expect(raycast.menuBar("sections").run()).rejects.toThrow("two identical items");
  expect((await raycast.menuBar("submenus").run()).how).toBe("unloaded");
});

test("a menu bar command that never ends loading does not end: waiting for it says so", async () => {
  const stuck = `import { MenuBarExtra } from "@raycast/api"; export default () => <MenuBarExtra isLoading title="?" />;`;
  const raycast = await installed({ commands: { stuck }, manifest: { stuck: { mode: "menu-bar" } } }, { limit: 200 });
  await expect(raycast.menuBar("stuck").run()).rejects.toThrow("still has isLoading after 200 ms");
});

test("a menu bar command may only render a MenuBarExtra", async () => {
  const wrong = `import { List } from "@raycast/api"; export default () => <List />;`;
  const raycast = await installed({ commands: { wrong }, manifest: { wrong: { mode: "menu-bar" } } });
  await expect(raycast.menuBar("wrong").run()).rejects.toThrow("renders a MenuBarExtra or null, not List");
});

test("a disabled menu bar command has no item; enabled again it is restored from Raycast's own store", async () => {
  const raycast = await installed({
    commands: { status },
    manifest: { status: { mode: "menu-bar", interval: "10s" } },
  });
  const bar = raycast.menuBar("status");
  await bar.run();
  raycast.setEnabled("status", false);
  expect(bar.visible).toBe(false);
  raycast.setEnabled("status", true);
  expect(bar.visible).toBe(true);
  expect(raycast.runs).toHaveLength(1);
});

test("confirmAlert throws in a menu bar command: there is no window to ask in", async () => {
  const bar = `import { confirmAlert, MenuBarExtra } from "@raycast/api";
    export default () => <MenuBarExtra title="x"><MenuBarExtra.Item title="Stop" onAction={() => confirmAlert({ title: "Stop?" })} /></MenuBarExtra>;`;
  const raycast = await installed({ commands: { bar }, manifest: { bar: { mode: "menu-bar" } } });
  await raycast.menuBar("bar").run();
  const menu = await raycast.menuBar("bar").click();
  await expect(menu.choose("Stop")).rejects.toThrow("confirmAlert has no window");
});
