import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed, restarted } from "./fixture.ts";

const noView = (body: string) =>
  `import { LocalStorage, Cache } from "@raycast/api"; export default async () => { ${body} };`;
const modes = (commands: Record<string, string>) =>
  Object.fromEntries(Object.keys(commands).map((name) => [name, { mode: "no-view" }]));

test("LocalStorage is one per extension, shared by all commands, and keeps strings, numbers and booleans", async () => {
  const commands = {
    write: noView(
      `await LocalStorage.setItem("s", "text"); await LocalStorage.setItem("n", 1.5); await LocalStorage.setItem("b", false);`,
    ),
    read: noView(
      `return JSON.stringify([await LocalStorage.allItems(), (await LocalStorage.getItem("none")) === undefined]);`,
    ),
    bad: noView(`await LocalStorage.setItem("o", { a: 1 });`),
    drop: noView(`await LocalStorage.removeItem("s");`),
    clear: noView(`await LocalStorage.clear();`),
  };
  const raycast = await installed({ commands, manifest: modes(commands) });
  await raycast.run("write");
  expect(JSON.parse(String((await raycast.run("read")).value))).toEqual([{ s: "text", n: 1.5, b: false }, true]);
  await expect(raycast.run("bad")).rejects.toThrow("LocalStorage keeps strings, numbers and booleans, not object");
  await raycast.run("drop");
  const later = await restarted(raycast);
  expect(later.storage.all()).toEqual({ n: 1.5, b: false });
  await later.run("clear");
  expect((await restarted(later)).storage.all()).toEqual({});
});

test("LocalStorage has no transactions: two commands that read, then write, can lose one of two increments", async () => {
  const commands = {
    add: noView(`const n = (await LocalStorage.getItem("n")) ?? 0; await LocalStorage.setItem("n", n + 1);`),
  };
  const raycast = await installed({ commands, manifest: modes(commands) });
  let release: () => void = () => undefined;
  const bothRead = new Promise<void>((resolve) => (release = resolve));
  let reads = 0;
  raycast.storage.gate = async ({ name }) => {
    if (name === "storage.get" && ++reads === 2) release();
    if (name === "storage.set") await bothRead;
  };
  await Promise.all([raycast.run("add"), raycast.run("add")]);
  expect(raycast.storage.get("n")).toBe(1);
  expect(raycast.storage.counts).toMatchObject({ "storage.get": 2, "storage.set": 2 });
});

test("a LocalStorage call can be made to fail, as on a full disk", async () => {
  const commands = {
    write: noView(`await LocalStorage.setItem("a", "b").catch((e) => LocalStorage.setItem("c", e.message));`),
  };
  const raycast = await installed({ commands, manifest: modes(commands) });
  raycast.storage.gate = ({ key }) => (key === "a" ? Promise.reject(new Error("disk full")) : undefined);
  await raycast.run("write");
  expect(raycast.storage.all()).toEqual({ c: "disk full" });
});

test("Cache is synchronous, on disk in the support folder, and shared by all commands", async () => {
  const commands = {
    write:
      noView(`const c = new Cache(); const seen = []; c.subscribe((k, d) => seen.push([k, d])); c.set("k", "v"); c.remove("k"); c.set("k", "w");
      new Cache({ namespace: "own" }).set("k", "x"); return JSON.stringify(seen);`),
    read: noView(
      `return JSON.stringify([new Cache().get("k"), new Cache().has("?"), new Cache({ namespace: "own" }).get("k"), new Cache().isEmpty]);`,
    ),
  };
  const raycast = await installed({ commands, manifest: modes(commands) });
  expect(JSON.parse(String((await raycast.run("write")).value))).toEqual([
    ["k", "v"],
    ["k", null],
    ["k", "w"],
  ]);
  const later = await restarted(raycast);
  expect(JSON.parse(String((await later.run("read")).value))).toEqual(["w", false, "x", false]);
  expect(readdirSync(join(later.options.supportPath, "com.raycast.api.cache"))).toHaveLength(2);
});

test("Cache is evictable: over its capacity the least recently used entries go", async () => {
  const commands = {
    fill: noView(`const c = new Cache({ capacity: 300 }); const wait = () => new Promise((r) => setTimeout(r, 5));
      for (const k of ["a", "b"]) { c.set(k, "x".repeat(100)); await wait(); }
      c.get("a"); await wait(); c.set("c", "x".repeat(100));
      return JSON.stringify(["a", "b", "c"].filter((k) => c.has(k)));`),
  };
  const raycast = await installed({ commands, manifest: modes(commands) });
  expect(JSON.parse(String((await raycast.run("fill")).value))).toEqual(["a", "c"]);
});
