import { createOsascript, type OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { osascriptInThread } from "../../setup/osascript-in-thread.ts";
import { ITerm2 } from "../../mac/iterm2/index.ts";
import { type AppleEvents, installOsascript, createScriptRunner, serveAppleEvents } from "../../mac/osascript/index.ts";
import { ScriptedTerminal } from "../../mac/terminals/index.ts";

/** A pane with nothing but a screen behind it. */
export interface Pane {
  guid: string;
  /** A plain file stands in for the device, so that its time can be asked for as a device's. */
  tty: string;
}

/** iTerm2 with many panes, and two ways to reach it. */
export interface BenchMac {
  root: string;
  iterm2: ITerm2;
  panes: Pane[];
  appleEvents: AppleEvents;
  /** The test Mac's osascript, as a program of its own as on a Mac. */
  program: OsaScript;
  /** The same scripts in a thread: what remains is the Apple events and our own work. */
  inThread: OsaScript;
  /** The pane's program writes, and the time of its tty moves as it would. */
  says(pane: Pane, text: string): Promise<void>;
  shutdown(): Promise<void>;
}

const HOUR = 3_600_000;
const TABS_PER_WINDOW = 20;
/** A tab of two panes now and then, as people have it. */
const SPLIT_EVERY = 4;

/** What every pane shows from the start, over a screen of it. */
const FIRST_LINES = Array.from({ length: 60 }, (_, at) => `[${at}] GET /api/items/${at} 200 in ${at % 17} ms`);

/** A Mac with so many panes in windows of 20 tabs, all quiet for an hour. */
export async function macWithPanes(count: number): Promise<BenchMac> {
  const root = await mkdtemp(join(tmpdir(), "bench-mac-"));
  const devices = join(root, "dev");
  await mkdir(devices);

  let ahead = 0;
  let made = 0;
  const terminals = new Map<string, ScriptedTerminal>();
  const iterm2 = new ITerm2({
    home: root,
    shell: "/bin/sh",
    switches: { windowAtLaunch: false },
    clock: {
      now: () => Date.now() + ahead,
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    },
    terminals(spec) {
      const terminal = new ScriptedTerminal(spec, { tty: join(devices, `ttys${String(made++).padStart(3, "0")}`) });
      terminals.set(terminal.tty, terminal);
      return terminal;
    },
  });
  const socketPath = join(root, "apple-events");
  const server = await serveAppleEvents({ application: iterm2, socketPath });
  const program = await installOsascript(join(root, "bin"), { socketPath });
  const runner = createScriptRunner(server.appleEvents);

  await iterm2.launch();
  const panes: Pane[] = [];
  let window = 0;
  for (let at = 0; at < count; at += 1) {
    const before = panes[at - 1];
    let guid: string;
    if (at % TABS_PER_WINDOW === 0) {
      guid = await iterm2.user.opensWindow();
      window = iterm2.world.windows[0]?.id ?? 0;
    } else if (at % SPLIT_EVERY === 1 && before) guid = await iterm2.user.splits(before.guid, "vertical");
    else guid = await iterm2.user.opensTab({ window });
    panes.push({ guid, tty: iterm2.terminal(guid).tty });
  }
  const long = new Date(Date.now() - HOUR);
  for (const { tty } of panes) {
    await terminals.get(tty)?.says(`${FIRST_LINES.join("\n")}\n`);
    await writeFile(tty, "");
    await utimes(tty, long, long);
  }
  // Nobody has written anything for an hour now.
  ahead = HOUR;

  return {
    root,
    iterm2,
    panes,
    appleEvents: server.appleEvents,
    program: createOsascript(createRunProgram(), program),
    inThread: osascriptInThread(runner),
    async says({ tty }, text) {
      await terminals.get(tty)?.says(text);
      const now = new Date();
      await utimes(tty, now, now);
    },
    async shutdown() {
      await runner.close();
      await iterm2.shutdown();
      await server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
