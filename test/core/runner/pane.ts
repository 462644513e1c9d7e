import { spawn, type IPty } from "@lydell/node-pty";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { vi } from "vitest";
import { HOOK_FOLDER, hookFiles } from "../../../src/core/agents/agents.ts";
import { createRunner } from "../../../src/core/runner/runner.ts";
import type { JournalEntry } from "../../../src/core/model/observation.ts";
import type { LaunchSpec, Runner } from "../../../src/core/model/ports.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";
import { createJournals } from "../../../src/core/runner/journal.ts";
import { installMacTools } from "../../mac/programs/index.ts";

// Real programs on a machine that may be busy: what is awaited has its own, shorter limit.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const ps = createProcesses(createRunProgram());

export const RUNNER_SCRIPT = resolve(import.meta.dirname, "../../../assets/session-runner.sh");
const GUID = "5BF0A3C1-8A4E-4E0B-9B0E-0123456789AB";

/** How long anything may take before the test says what it saw instead, ms. */
const PATIENCE = 20_000;

/** Polls: the only way to hear from a file or a process table. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined | "">> {
  const limit = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined | "">;
    if (Date.now() > limit) throw new Error(`never came: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A pane as iTerm2 makes one: a pty whose program is the launch command. */
export class Pane {
  screen = "";
  exited: Promise<number>;
  readonly pty: IPty;

  constructor(command: string, env: Record<string, string>, sh: string | undefined) {
    const [program = "", ...args] = command.replace(/^\S+/, (usual) => sh ?? usual).split(" ");
    this.pty = spawn(program, args, {
      cols: 80,
      rows: 24,
      cwd: "/",
      env: {
        TERM: "xterm-256color",
        LANG: "C.UTF-8",
        ITERM_SESSION_ID: `w0t1p0:${GUID}`,
        ...env,
      },
    });
    this.pty.onData((text) => (this.screen += text));
    this.exited = new Promise((done) => this.pty.onExit(({ exitCode }) => done(exitCode)));
  }

  type(text: string): void {
    this.pty.write(text);
  }

  /**
   * Resolves with its process group once a program whose command line begins like this has the terminal, which is when
   * a Ctrl-C reaches it: a shell may lose one that comes between its fork and the program's start.
   */
  async runs(command: string): Promise<number> {
    return until(`'${command}' in the foreground`, async () => {
      const rows = await ps.list();
      const tty = rows.find(({ pid }) => pid === this.pty.pid)?.tty;
      return rows.find((row) => row.tty === tty && row.pgid === row.tpgid && row.command.startsWith(command))?.pgid;
    });
  }

  /** Resolves with the screen once it shows `text`. */
  async shows(text: string | RegExp): Promise<string> {
    const has = () => (typeof text === "string" ? this.screen.includes(text) : text.test(this.screen));
    try {
      await until(String(text), has);
    } catch {
      throw new Error(`never showed ${String(text)}, but:\n${this.screen}`);
    }
    return this.screen;
  }
}

export interface RunnerSetup {
  folder: string;
  /** The project's folder; a name with blanks and an apostrophe. */
  project: string;
  launchFolder: string;
  runner: Runner;
  /** What runs the runner; default: what the launch command says. */
  sh: string | undefined;
  spec(changes?: Partial<LaunchSpec>): LaunchSpec;
  /** Offers a launch and opens a pane with it. */
  open(changes?: Partial<LaunchSpec>, env?: Record<string, string>): Promise<Pane>;
  pane(command: string, env?: Record<string, string>): Pane;
  journal(): Promise<JournalEntry[]>;
  /** Resolves with the journal once an entry of this kind is there (`times` of them). */
  told(event: JournalEntry["event"], times?: number): Promise<JournalEntry[]>;
  clean(): Promise<void>;
}

/** Short times for tests; the real ones are in the runner. */
export const QUICK = { ITERM_RUNNER_MIN_LIFE: "0", ITERM_RUNNER_HANGUP_GRACE: "1" };

export const SESSION = "9e1c/Dev%20Server";

/** A runner on a machine with macOS's own tools. */
export async function setUpRunner(): Promise<RunnerSetup> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "runner-")));
  const journalFolder = join(folder, "journals with blanks");
  const launchFolder = join(folder, "launch");
  const project = join(folder, "it's a project");
  const home = join(folder, "home");
  const bin = join(folder, "mac tools");
  // fish starts a long job in the background the first time it runs in a home without this folder.
  const used = join(home, ".local/share/fish/generated_completions");
  await Promise.all([mkdir(project), mkdir(bin), mkdir(used, { recursive: true })]);
  await installMacTools(bin);
  const journals = createJournals(journalFolder);
  const agentFolder = join(home, HOOK_FOLDER);
  const runner = createRunner({
    journalFolder,
    launchFolder,
    runnerScript: RUNNER_SCRIPT,
    agentHooks: { folder: agentFolder, assets: join(RUNNER_SCRIPT, "../agents"), files: hookFiles(agentFolder) },
    clock: Date,
  });
  const panes: Pane[] = [];
  let launches = 0;

  const self: RunnerSetup = {
    folder,
    project,
    launchFolder,
    runner,
    sh: process.env.RUNNER_SH,
    spec: (changes = {}) => ({
      token: `launch-${++launches}`,
      session_id: SESSION,
      command: "true",
      setup: "",
      working_directory: project,
      environment: {},
      expanded: [],
      saves_environment: false,
      agent_hooks: false,
      shell: "/bin/sh",
      title: "Server",
      restart_policy: "no",
      success_exit_codes: [0],
      note: "",
      ...changes,
    }),
    async open(changes, env) {
      return self.pane((await runner.offer(self.spec(changes))).command, env);
    },
    pane(command, env = {}) {
      const pane = new Pane(command, { HOME: home, PATH: `${bin}:${process.env.PATH}`, ...QUICK, ...env }, self.sh);
      panes.push(pane);
      return pane;
    },
    journal: async () => (await journals([SESSION]))[SESSION]?.entries ?? [],
    async told(event, times = 1) {
      const has = async () => {
        const entries = await self.journal();
        return entries.filter((entry) => entry.event === event).length >= times && entries;
      };
      try {
        return await until(event, has);
      } catch {
        const seen = JSON.stringify(await self.journal(), null, 1);
        throw new Error(
          `never told '${event}', but ${seen}\nscreen: ${panes.map(({ screen }) => screen).join("\n--\n")}`,
        );
      }
    },
    async clean() {
      for (const pane of panes) {
        pane.pty.kill("SIGHUP");
        await pane.exited;
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return self;
}

/** Entries without what differs from run to run; `running` comes from the watch, so its place among the others does. */
export function story(entries: JournalEntry[]): string[] {
  return entries.flatMap((entry) => {
    switch (entry.event) {
      case "exited":
        return `exited ${entry.code}`;
      case "signalled":
        return `signalled ${entry.signal}`;
      case "restarting":
        return `restarting ${entry.delay_ms}`;
      case "gave_up":
        return `gave_up ${entry.reason}`;
      case "started":
        return `started ${entry.attempt}`;
      case "shell":
      case "closed":
        return entry.event;
      case "running":
        return [];
    }
  });
}
