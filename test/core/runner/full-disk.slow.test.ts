import { mkdir, readFile, readdir, rm, symlink } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runnerFileName } from "../../../src/core/model/runner-file-name.ts";
import { SmallDisk } from "../builders/small-disk.ts";
import { setUpRunner, SESSION, story, until, type RunnerSetup } from "./pane.ts";

let at: RunnerSetup;
let disk: SmallDisk;
beforeEach(async () => {
  at = await setUpRunner();
});
afterEach(() => at.clean());

const journals = () => join(at.folder, "journals with blanks");
const journal = () => join(journals(), `${runnerFileName(SESSION)}.jsonl`);

/** Puts one of its folders on a disk that can be full. */
async function onSmallDisk(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mounted = SmallDisk.mount({ path: folder });
  if (mounted === null) throw new Error("no disk could be mounted");
  disk = mounted;
}

/** Says "up", and ends with 3 when it is told to; it counts its runs on another disk. */
const COMMAND = "echo run >>runs.txt; echo up; read line; exit 3";
const runs = async () => (await readFile(join(at.project, "runs.txt"), "utf8")).trim().split("\n").length;

/** What a person would wonder about: words of the shell, the runner or its tools. */
const CLUTTER = /space|error|cannot|can't|No such|printf|mkfifo|mv:|\bsh:/i;

const SHELLS_OF_THE_RUNNER = ["/bin/sh", "/bin/bash --posix"];

describe.runIf(existsSync("/dev/full"))("a journal that takes nothing", () => {
  test("the command runs once, its pane is not cluttered, and what was to be told is told as soon as there is room", async () => {
    const { command } = await at.runner.offer(at.spec({ command: COMMAND }));
    await symlink("/dev/full", journal());
    const pane = at.pane(command);
    await pane.shows("up");
    await rm(journal());
    pane.type("go\r");
    expect(story(await at.told("shell"))).toEqual(["started 1", "exited 3", "shell"]);
    expect(await runs()).toBe(1);
    expect(pane.screen).not.toMatch(CLUTTER);
  });
});

describe.runIf(SmallDisk.possible)("a full disk", () => {
  afterEach(() => disk.unmount());

  describe.each(SHELLS_OF_THE_RUNNER)("under the journals, with the runner in %s", (sh) => {
    beforeEach(async () => {
      at.sh = sh;
      await onSmallDisk(journals());
    });

    test("before the command starts: it runs once, its pane is not cluttered, and later the journal has it all", async () => {
      const { command } = await at.runner.offer(at.spec({ command: COMMAND }));
      disk.fill({ entries: true });
      const pane = at.pane(command);
      await pane.shows("up");
      expect(await at.journal()).toEqual([]);
      disk.hasRoomAgain();
      expect(story(await at.told("started"))).toEqual(["started 1"]);
      pane.type("go\r");
      expect(story(await at.told("shell"))).toEqual(["started 1", "exited 3", "shell"]);
      expect(await runs()).toBe(1);
      expect(pane.screen).not.toMatch(CLUTTER);
    });

    test.each([
      ["no byte", 0],
      ["half a line", 20],
      ["a line but its end", '{"event":"exited","at":1795599075441,"code":3}'.length],
    ])("with room for %s when the command ends: no entry is lost, none is there twice", async (_, bytes) => {
      const pane = await at.open({ command: COMMAND });
      await at.told("started");
      await pane.shows("up");
      disk.leaves(bytes, journal());
      pane.type("go\r");
      // The shell that is left behind has the pane.
      pane.type("echo still$((1+1))\r");
      await pane.shows("still2");
      expect(story(await at.journal())).toEqual(["started 1"]);
      disk.hasRoomAgain();
      expect(story(await at.told("shell"))).toEqual(["started 1", "exited 3", "shell"]);
      expect(pane.screen).not.toMatch(CLUTTER);
    });

    test("restarts go on by their policy, and each run is told in the end", async () => {
      const env = { ITERM_RUNNER_BACKOFF_FIRST: "0", ITERM_RUNNER_BACKOFF_MAX: "0", ITERM_RUNNER_CRASH_LIMIT: "3" };
      const { command } = await at.runner.offer(
        at.spec({ command: "echo run >>runs.txt; exit 3", restart_policy: "always" }),
      );
      disk.fill();
      const pane = at.pane(command, env);
      await pane.shows("not restarted any more");
      expect([await runs(), await at.journal()]).toEqual([3, []]);
      disk.hasRoomAgain();
      const again = ["exited 3", "restarting 0"];
      const all = [
        "started 1",
        ...again,
        "started 2",
        ...again,
        "started 3",
        "exited 3",
        "gave_up crash loop",
        "shell",
      ];
      expect(story(await at.told("shell"))).toEqual(all);
    });
  });

  describe("under the journals", () => {
    beforeEach(() => onSmallDisk(journals()));

    test("a stop that is asked for is heeded, though not even an empty file can be made", async () => {
      const pane = await at.open({ command: COMMAND, restart_policy: "always" });
      await pane.shows("up");
      disk.fill({ entries: true });
      await at.runner.requestStop(SESSION);
      pane.type("go\r");
      expect(await pane.exited).toBe(0);
      expect(await runs()).toBe(1);
    });

    test("a pane that is closed meanwhile still has its last words written when there is room", async () => {
      const pane = await at.open({ command: COMMAND });
      await pane.shows("up");
      disk.leaves(5, journal());
      pane.pty.kill("SIGHUP");
      await pane.exited;
      disk.hasRoomAgain();
      expect(story(await at.told("closed"))).toEqual(["started 1", "closed"]);
    });

    test("a line that was cut off for good does not swallow the first one of the next launch", async () => {
      const pane = await at.open({ command: "exit 1" });
      await at.told("shell");
      const { appendFile } = await import("node:fs/promises");
      await appendFile(journal(), '{"event":"clo');
      pane.pty.kill("SIGKILL");
      await at.open({ command: "exit 2" });
      expect(story(await at.told("shell", 2)).slice(-3)).toEqual(["started 1", "exited 2", "shell"]);
    });
  });

  describe("under the launch files", () => {
    beforeEach(() => onSmallDisk(at.launchFolder));

    test("a launch that cannot be written is refused as such, and leaves nothing of its secrets behind", async () => {
      disk.fill();
      const environment = { API_KEY: "hush".repeat(4096) };
      await expect(at.runner.offer(at.spec({ environment }))).rejects.toMatchObject({
        code: "storage_failed",
        message: expect.stringContaining("The disk is full") as string,
      });
      disk.hasRoomAgain();
      expect(await readdir(at.launchFolder)).toEqual([]);
    });

    test("of two panes given the same launch one runs it, though not even an empty file can be made", async () => {
      const { command } = await at.runner.offer(at.spec({ command: COMMAND }));
      disk.fill({ entries: true });
      const panes = [at.pane(command), at.pane(command)];
      const [winner] = await until("both", () => {
        const late = panes.filter(({ screen }) => /another pane already|ended with iTerm2/.test(screen));
        const up = panes.filter(({ screen }) => screen.includes("up\r"));
        return late.length === 1 && up.length === 1 && up;
      });
      winner?.type("go\r");
      expect(story(await at.told("shell"))).toEqual(["started 1", "exited 3", "shell"]);
      expect(await runs()).toBe(1);
      expect(winner?.screen).not.toMatch(CLUTTER);
    });

    test("Ctrl-C that the program handles by ending well is no reason to start it again", async () => {
      const script = `process.on("SIGINT", () => process.exit(0)); console.log("up"); setInterval(() => {}, 1000)`;
      const command = `'${process.execPath}' -e '${script}'`;
      const pane = await at.open({ shell: "/bin/bash", command, restart_policy: "always" });
      await pane.shows("up");
      await pane.runs(process.execPath);
      disk.fill({ entries: true });
      pane.type("\x03");
      expect(story(await at.told("shell"))).not.toContainEqual(expect.stringContaining("restarting"));
    });

    test("a launch can be revoked on a full disk", async () => {
      const spec = at.spec();
      await at.runner.offer(spec);
      disk.fill({ entries: true });
      expect(await at.runner.revoke(spec.token)).toBe(true);
      expect(await at.runner.states([spec.token])).toEqual({ [spec.token]: "gone" });
    });
  });
});
