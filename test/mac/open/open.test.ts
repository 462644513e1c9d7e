import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ITerm2 } from "../iterm2/iterm2.ts";
import { installed } from "../raycast/fixture.ts";
import type { Raycast } from "../raycast/host/raycast.ts";
import { Open } from "./open.ts";

let open: Open;
let iterm2: ITerm2;
afterEach(async () => {
  await open.close();
  await iterm2.shutdown();
});

const commands = { tick: "export default async () => {};" };

async function aRaycast(): Promise<{ raycast: Raycast; bin: string; link: string }> {
  const raycast = await installed({ commands, manifest: { tick: { mode: "no-view" } } });
  const bin = raycast.options.binDir;
  iterm2 = new ITerm2({ home: raycast.options.home, switches: { windowAtLaunch: false } });
  open = await Open.install(bin, join(raycast.options.supportPath, "..", "open.socket"), raycast, iterm2);
  const { author, name } = raycast.manifest;
  return { raycast, bin, link: `raycast://extensions/${author}/${name}/tick?launchType=background` };
}

/** Runs `open` with nothing in its environment; resolves with its status and what it says on stderr. */
function runOpen(bin: string, ...args: string[]): Promise<{ status: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(join(bin, "open"), args, { env: {}, cwd: bin }, (error, _, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stderr: stderr.trim() }),
    );
  });
}

test("a deep link runs its command, in the background if it says so", async () => {
  const { raycast, bin, link } = await aRaycast();
  raycast.answerLink("once");
  expect(await runOpen(bin, "-g", link)).toEqual({ status: 0, stderr: "" });
  const run = await raycast.until(() => open.links[0]?.run);
  expect(await run.ended()).toMatchObject({ how: "completed" });
  expect(run.order.props.launchType).toBe("background");
  expect(open.links).toMatchObject([{ link, background: true, problem: null }]);
});

test("open ends well whatever Raycast makes of the link: the user may refuse it, or it leads nowhere", async () => {
  const { raycast, bin, link } = await aRaycast();
  raycast.answerLink("cancel");
  expect(await runOpen(bin, link)).toMatchObject({ status: 0 });
  expect(await runOpen(bin, link.replace("/tick", "/tock"))).toMatchObject({ status: 0 });
  expect(open.links).toMatchObject([
    { run: null, problem: null, background: false },
    { run: null, problem: expect.stringContaining('no command "tock"') as string },
  ]);
});

test("a file or address is opened by the desktop; what is not there, or no option of open, is refused", async () => {
  const { raycast, bin } = await aRaycast();
  await writeFile(join(bin, "notes.txt"), "");
  expect(await runOpen(bin, "notes.txt")).toMatchObject({ status: 0 });
  expect(await runOpen(bin, "-a", "Safari", "http://localhost:5173")).toMatchObject({ status: 0 });
  expect(raycast.desktop.opened.slice(-2)).toEqual([
    { target: join(bin, "notes.txt"), application: undefined },
    { target: "http://localhost:5173", application: "Safari" },
  ]);
  expect(await runOpen(bin, "gone.txt")).toEqual({
    status: 1,
    stderr: `The file ${join(bin, "gone.txt")} does not exist.`,
  });
  expect(await runOpen(bin, "-a", "Nothing", "notes.txt")).toMatchObject({ status: 1 });
  expect(await runOpen(bin, "--quietly", "notes.txt")).toMatchObject({ status: 1 });
  expect(await runOpen(bin)).toMatchObject({ status: 1 });
});

test("with the Mac switched off, open fails and hangs nobody", async () => {
  const { bin, link } = await aRaycast();
  await open.close();
  expect(await runOpen(bin, link)).toMatchObject({ status: 70 });
});

test("an iTerm2 that open starts has its environment", async () => {
  const { bin } = await aRaycast();
  const env = { NODE_ENV: "production" };
  await new Promise((done) => execFile(join(bin, "open"), ["-g", "-a", "iTerm"], { env, cwd: bin }, done));
  expect(iterm2.running).toBe(true);
  expect(iterm2.world.app.inherited).toEqual(env);
});
