import { appendFile, mkdir, mkdtemp, open, readdir, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSessionLogs } from "../../../src/core/logs/session-logs.ts";
import type { LogPosition } from "../../../src/core/model/log-position.ts";

const MB = 1024 * 1024;
let folder = "";
let position: LogPosition | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "logs "));
  position = null;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (id = "A") => join(folder, `${id}.log`);

/** What is new since the call before; null: there is no log. */
async function read(now = Date.now()): Promise<string[] | null> {
  const { A: reading } = await createSessionLogs({ folder }).read([{ id: "A", from: position }], now);
  position = reading?.position ?? position;
  return reading?.lines ?? null;
}

/** Writes as iTerm2 does: by one open file with an offset of its own. */
async function iterm2(id = "A") {
  const file = await open(path(id), "a").then((made) => made.close().then(() => open(path(id), "r+")));
  let offset = 0;
  const write = async (text: string | Buffer) => {
    const bytes = Buffer.from(text as string);
    await file.write(bytes, 0, bytes.length, offset);
    offset += bytes.length;
  };
  return { write, close: () => file.close() };
}

test("a log is read from where the reading before stopped, every line once", async () => {
  const log = await iterm2();
  await log.write("one\r\ntw");
  expect(await read()).toEqual(["one", "tw"]);
  expect(await read()).toEqual([]);
  await log.write("o\r\nthree\r\n");
  expect(await read()).toEqual(["two", "three"]);
  await log.close();
});

test("what programs say of themselves by escape sequences is handed on as it was written, whole", async () => {
  const log = await iterm2();
  const sequences = async () => {
    const { A: reading } = await createSessionLogs({ folder }).read([{ id: "A", from: position }], Date.now());
    position = reading?.position ?? position;
    return reading?.sequences;
  };
  await log.write("plain text\n");
  expect(await sequences()).toBe("");
  await log.write("a\u001b]7501;state=wor");
  expect(await sequences()).toBe("a");
  await log.write("king\u001b\\b");
  expect(await sequences()).toBe("\u001b]7501;state=working\u001b\\b");
  await log.close();
});

test("a pane without a log has none, and one that was removed is none from then on", async () => {
  expect(await read()).toBeNull();
  const log = await iterm2();
  await log.write("one\n");
  expect(await read()).toEqual(["one"]);
  await rm(path());
  await log.write("two\n");
  expect(await read()).toBeNull();
  await log.close();
});

test("a log that others emptied is read on behind the hole, whether it was read in between or not", async () => {
  const log = await iterm2();
  await log.write("one\ntwo\n");
  expect(await read()).toEqual(["one", "two"]);
  await truncate(path());
  expect(await read()).toEqual([]);
  await log.write("three\n");
  expect(await read()).toEqual(["three"]);
  await truncate(path());
  await log.write("four\n");
  expect(await read()).toEqual(["four"]);
  await log.close();
});

test("another file of the same name, and the log of another pane, are read from their beginning", async () => {
  await writeFile(path(), "a long line that was there\n");
  await read();
  await writeFile(path(), "new\n");
  expect(await read()).toEqual(["new"]);
  position = { id: "B", used: true, offset: 3, left: 0, line: "", told: "", above: 0, recent: [] };
  expect(await read()).toEqual(["new"]);
});

test("more than can be read at once is read the next time, without a gap", async () => {
  const line = (n: number) => `${String(n).padEnd(99, "x")}\n`;
  await writeFile(path(), `${Array.from({ length: 100_000 }, (_, n) => line(n)).join("")}last\n`);
  const pieces = [await read()];
  expect(position?.left).toBeGreaterThan(0);
  while ((position?.left ?? 0) > 0) pieces.push(await read());
  const lines = pieces.flatMap((piece) => piece ?? []);
  // A line that a reading ended in is told as it stood, and again whole.
  expect(lines.filter((text) => text.length === 99)).toHaveLength(100_000);
  expect(lines.at(-1)).toBe("last");
});

test("a flood in one log keeps no other from being read", async () => {
  const ids = Array.from({ length: 30 }, (_, n) => `${n}`);
  for (const id of ids) await writeFile(path(id), "flood\n".repeat(id === "29" ? 10 : 500_000));
  const readings = await createSessionLogs({ folder }).read(
    ids.map((id) => ({ id, from: null })),
    0,
  );
  expect(Object.values(readings).every(({ lines }) => lines.length >= 10)).toBe(true);
  const bytes = Object.values(readings).reduce((sum, { position: at }) => sum + (at?.offset ?? 0), 0);
  expect(bytes).toBeLessThanOrEqual(10 * MB);
});

test("a picture, and a string that never ends, hold up nothing", async () => {
  await writeFile(path(), `\u001b]1337;File=:${"A".repeat(6 * MB)}\u0007\nafter\n`);
  const lines: string[] = [];
  do lines.push(...((await read()) ?? []));
  while ((position?.left ?? 0) > 0);
  expect(lines.at(-1)).toBe("after");
});

test("output that is far ahead of its reading is passed over, which is said, and its end is read", async () => {
  await writeFile(path(), "");
  await truncate(path(), 100 * MB);
  await appendFile(path(), "\nend\n");
  const { A } = await createSessionLogs({ folder }).read([{ id: "A", from: null }], 0);
  expect(A?.passed_over).toBeGreaterThan(90 * MB);
  expect(A?.lines).toEqual(["end"]);
});

test("a large log is emptied once it is read and quiet, and goes on being read", async () => {
  const log = await iterm2();
  await log.write(Buffer.alloc(33 * MB, "y\n"));
  for (let times = 0; times < 8; times += 1) await read(0);
  expect([position?.left, (await stat(path())).size]).toEqual([0, 33 * MB]);
  await read(Date.now() + 3_000);
  expect((await stat(path())).size).toBe(0);
  await log.write("on\n");
  expect((await stat(path())).blocks * 512).toBeLessThan(MB);
  expect(await read()).toEqual(["on"]);
  await log.close();
});

test("a log that cannot be read for the moment is read on where it was, and not from its beginning", async () => {
  await writeFile(path(), "one\n");
  await read();
  await rm(path());
  await mkdir(path());
  expect(await read()).toEqual([]);
  await rm(path(), { recursive: true });
  await writeFile(path(), "one\ntwo\n");
  expect(await read()).toEqual(["two"]);
});

test("a log is made private when it is read", async () => {
  await writeFile(path(), "", { mode: 0o644 });
  await read();
  expect((await stat(path())).mode & 0o777).toBe(0o600);
});

test("logs of panes that are gone are removed after a week, or at once where none are wanted, and nothing else is", async () => {
  const now = Date.now();
  for (const name of ["old.log", "kept.log", "young.log", "old.txt"]) await writeFile(join(folder, name), "");
  const old = new Date(now - 8 * 24 * 3_600_000);
  for (const name of ["old.log", "kept.log", "old.txt"]) await utimes(join(folder, name), old, old);
  await createSessionLogs({ folder }).sweep(["kept"], "old", now);
  expect((await readdir(folder)).sort()).toEqual(["kept.log", "old.txt", "young.log"]);
  await createSessionLogs({ folder: join(folder, "nowhere") }).sweep([], "all", now);
  await createSessionLogs({ folder }).sweep(["kept"], "all", now);
  expect((await readdir(folder)).sort()).toEqual(["kept.log", "old.txt"]);
});
