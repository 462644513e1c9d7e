import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

function command() {
  const script = join(import.meta.dirname, "../../entry-points/detect.ts");
  return spawn(process.execPath, ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", script]);
}

test("npm run detect answers each line while its input is still open", async () => {
  const child = command();
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write('{"id":"a","agent":"codex","screen":"Continue? [y/n]"}\n');
  expect(JSON.parse((await answers.next()).value ?? "")).toEqual({
    id: "a",
    state: "waiting",
    rule: "codex/yes-or-no",
  });
  child.stdin.write('{"id":2,"agent":"no such","screen":"Password:"}\n');
  expect(JSON.parse((await answers.next()).value ?? "")).toMatchObject({ id: 2, state: "waiting" });
  child.stdin.end();
  expect(await once(child, "close")).toEqual([0, null]);
});

test("npm run detect answers the good lines, names the bad ones on stderr and ends with status 1", async () => {
  const child = command();
  child.stdin.end('junk\n\n{"id":"b","agent":"claude"}\n{"id":"c","agent":"claude","screen":""}');
  const [out, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(JSON.parse(out)).toMatchObject({ id: "c", state: "idle" });
  expect(
    errors
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([
    { id: null, line: 1 },
    { id: "b", line: 3 },
  ]);
  expect(status).toBe(1);
});
