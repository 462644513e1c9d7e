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

test("npm run detect believes what a program says of itself over its title, and that over its screen", async () => {
  const child = command();
  const screen = "Done.\\n";
  const asked = [
    `{"id":1,"agent":"codex","screen":"${screen}","title":"⠙ shop"}`,
    `{"id":2,"agent":"codex","screen":"${screen}","title":"⠙ shop","bytes":"\\u001b]7501;state=blocked:app=codex:kind=question\\u0007"}`,
    `{"id":3,"agent":"claude","screen":"${screen}","title":"✳ shop","record":{"pid":1,"status":"busy"}}`,
    `{"id":4,"agent":"claude","screen":"${screen}","record":[{"pid":1,"status":"waiting","waitingFor":"dialog open"}]}`,
    `{"id":5,"agent":"no such","screen":"${screen}","record":{"pid":1,"status":"busy"}}`,
  ];
  child.stdin.end(asked.join("\n"));
  const out = await text(child.stdout);
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { id: 1, state: "busy", rule: "codex/title-spinner" },
    { id: 2, state: "waiting", rule: "codex/osc-7501-blocked-question" },
    { id: 3, state: "busy", rule: "claude/busy" },
    { id: 4, state: "idle", rule: "claude/menu" },
    { id: 5, state: "idle", rule: "any-program/no-cue" },
  ]);
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
