import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { RunProgram } from "../../../src/core/model/ports.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";
import { parseLsof } from "../../../src/core/processes/working-folders.ts";
import { environmentOfCommands, installMacTools, programOnMac } from "../../mac/programs/index.ts";

const NAME = "it's a Café 🚀";

/** A folder of a name with all that is awkward, a process in it, and macOS's tools. */
async function aProcessIn(name: string) {
  const home = await realpath(await mkdtemp(join(tmpdir(), "working folders ")));
  const [binDir, folder] = [join(home, "bin"), join(home, name)];
  await Promise.all([mkdir(binDir), mkdir(folder)]);
  await installMacTools(binDir);
  const child = spawn("sleep", ["60"], { cwd: folder, stdio: "ignore" });
  onTestFinished(async () => {
    child.kill();
    await rm(home, { recursive: true, force: true });
  });
  const inRaycast = createRunProgram(environmentOfCommands({ binDir, home }));
  const run: RunProgram = (what) => inRaycast({ ...what, program: programOnMac(binDir, what.program) });
  return { run, folder, pid: child.pid ?? 0 };
}

test.each([NAME, "new\nline\ttab", "back\\slash \\x41 \\n"])(
  "the folder that a program runs in is found from Raycast, whatever it is called: %j",
  async (name) => {
    const { run, folder, pid } = await aProcessIn(name);
    expect(await createProcesses(run).folders([pid, 2 ** 30])).toEqual({ [pid]: folder });
  },
);

test("a folder is found by an lsof that knows no UTF-8", async () => {
  const { run, folder, pid } = await aProcessIn(NAME);
  const inC: RunProgram = (what) => run({ ...what, environment: { LANG: "C" } });
  expect(await createProcesses(inC).folders([pid])).toEqual({ [pid]: folder });
});

test("the command line of a program is told from Raycast as it was written", async () => {
  const { run, pid } = await aProcessIn(NAME);
  const child = spawn("sleep", ["60"], { argv0: "Café 🚀", stdio: "ignore" });
  onTestFinished(() => void child.kill());
  const commands = new Map((await createProcesses(run).list()).map((row) => [row.pid, row.command]));
  expect([commands.get(pid), commands.get(child.pid ?? 0)]).toEqual(["sleep 60", "Café 🚀 60"]);
});

test("what lsof prints is read: fields that were not asked for, escapes, and a folder that it may not see", () => {
  const printed = String.raw`p500
fcwd
n/Users/me/Caf\xc3\xa9/\xf0\x9f\x9a\x80/a\\b\nc
p501
fcwd
n/Users/me/plain ^A
p502
fcwd
nPermission denied
`;
  expect(parseLsof(printed)).toEqual({ 500: "/Users/me/Café/🚀/a\\b\nc", 501: "/Users/me/plain ^A" });
});
