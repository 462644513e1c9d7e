import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, afterAll, expect, onTestFinished, test } from "vitest";
import { installMacTools } from "./index.ts";

const UTF8 = { LANG: "en_US.UTF-8" };
const NONE = {};

let bin: string;
beforeAll(async () => {
  bin = await realpath(await mkdtemp(join(tmpdir(), "mac tools ")));
  await installMacTools(bin);
});
afterAll(() => rm(bin, { recursive: true }));

/** What a shell command prints whose PATH begins with the Mac's tools. */
function printed(command: string, locale: Record<string, string> = UTF8): Promise<string> {
  const env = { PATH: `${bin}:/usr/bin:/bin`, ...locale };
  return new Promise((resolve) => execFile("/bin/sh", ["-c", command], { env }, (_, stdout) => resolve(stdout)));
}

function sleeping(argv0: string, cwd: string): number {
  const child = spawn("sleep", ["60"], { argv0, cwd, stdio: "ignore" });
  onTestFinished(() => void child.kill());
  return child.pid ?? 0;
}

test("defaults exports what an application has stored, or an empty dictionary", async () => {
  expect(await printed("HOME=/nowhere defaults export com.googlecode.iterm2 -")).toContain("<dict/>");
});

test("ps tells 0 for every process's session, and the rest as it is", async () => {
  const rows = (await printed("ps -axo pid=,pgid=,sess=,ppid=,command=")).trim().split("\n");
  const sessions = new Set(rows.map((row) => row.trim().split(/\s+/)[2]));
  expect([...sessions]).toEqual(["0"]);
  const [, group, , parent] =
    rows
      .find((row) => row.trim().startsWith(`${process.pid} `))
      ?.trim()
      .split(/\s+/) ?? [];
  expect([parent, group]).toEqual([String(process.ppid), (await printed(`ps -o pgid= -p ${process.pid}`)).trim()]);
});

test("ps escapes what is not ASCII where no UTF-8 locale is set", async () => {
  const command = `ps -p ${sleeping("Café", "/")} -o command=`;
  expect(await printed(command)).toBe("Café 60\n");
  expect(await printed(command, NONE)).toBe("CafM-CM-) 60\n");
  expect(await printed(command, { LANG: "en_US.UTF-8", LC_ALL: "C" })).toBe("CafM-CM-) 60\n");
});

test("lsof escapes what is not ASCII where no UTF-8 locale is set, and a backslash and a newline always", async () => {
  const folder = join(bin, "Café\n\\");
  await mkdir(folder);
  const pid = sleeping("sleep", folder);
  const command = `lsof -a -d cwd -p ${pid},${2 ** 30} -Fpn; echo $?`;
  expect(await printed(command)).toBe(`p${pid}\nfcwd\nn${bin}/Café\\n\\\\\n1\n`);
  expect(await printed(command, NONE)).toBe(`p${pid}\nfcwd\nn${bin}/Caf\\xc3\\xa9\\n\\\\\n1\n`);
});

test("printf as a program says nothing of what it could not write; a format that is none is an error", async () => {
  const to = (where: string) => printed(`env printf '%s\\033|%d\\n' 'é  b' 3 ${where}; echo $?`);
  expect(await to("")).toBe("é  b\x1b|3\n0\n");
  expect(await to(">/dev/full 2>&1")).toBe("0\n");
  expect(await printed("env printf '%d' x 2>/dev/null; echo $?")).toMatch(/[12]\n$/);
});

test("date knows no nanoseconds", async () => {
  expect(await printed("date +%s%N")).toMatch(/^\d{10}N\n$/);
  expect(await printed("date +%s")).toMatch(/^\d{10}\n$/);
});
