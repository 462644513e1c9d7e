import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import type { JournalEntry, ProcessRow } from "../../../src/core/model/observation.ts";
import type { SignalName } from "../../../src/core/model/message.ts";
import type { MacClock } from "../../mac/iterm2/index.ts";
import { ScriptedTerminal, type TerminalSpec } from "../../mac/terminals/index.ts";
import { afterRun, NO_BACKOFF, type Backoff, type EndedRun } from "../../core/builders/restart-policy.ts";
import { launchOf, type Launch } from "./launch.ts";

/** Ctrl-U: what was half typed is gone. */
const CLEAR_LINE = "\u0015";
/** What a pane is given, or what is typed: a shell and the path of a launch file. */
const LAUNCHES = /^\/bin\/(?:da)?sh (\S+)$/;
/** iTerm2 warns of a session that ends soon after its start, so the runner stays this long, ms. */
const MIN_LIFE = 4_000;
/** Whoever comes too late for a launch stays this long before its pane goes (ms), as the launch file has it. */
const LATE_FOR = 4_000;

/** How a session's command behaves: what it says, and when it ends by itself. Times in ms. */
export interface Program {
  /** Called when it starts; `says` and `ends` may be called at any later moment of the clock. */
  run(process: RunningProgram): void;
}

export interface RunningProgram {
  readonly alive: boolean;
  after(ms: number, work: () => void): void;
  says(text: string): void;
  ends(code: number): void;
  /** Gets every line that is typed while it has the terminal. */
  onLine: (line: string) => void;
}

/** What all scripted panes of one Mac share. */
export interface PaneWorld {
  clock: MacClock;
  /** What a launched session runs. */
  programOf(launch: Launch): Program;
  /** How long a pane's shell takes to come to the launch file, ms: time in which the launch can still be revoked. */
  shellStartsIn: number;
  nextPid(): number;
  /** A tty name that no living pane has, as a Mac gives them: the lowest that is free. */
  freeTty(): string;
  /** A run of a command begins. */
  onStart(launch: Launch): void;
  /** A signal reaches a command. */
  onSignal(launch: Launch, signal: SignalName): void;
  /** What is being drawn; to be awaited before anybody looks. */
  drawing: Set<Promise<void>>;
}

const COMMAND = "node program.js";
const SHELL = "/bin/bash -l -i";

interface Run {
  launch: Launch;
  /** Of its launch file. */
  path: string;
  pid: number;
  attempt: number;
  began: number;
  backoff: Backoff;
  /** The command that runs now; null between two of them. */
  command: { pid: number; over: boolean; onLine: (line: string) => void } | null;
  interrupted: boolean;
  /** Over for good: only its shell is left. */
  idle: boolean;
}

/**
 * A pane in which a scripted session runner obeys the real launch files, stop requests and signals and writes the
 * real journal, under a clock that a test moves: what `assets/session-runner.sh` does, without a process. Jobs that are
 * stopped or left behind, Ctrl-C at the keyboard and a full disk are not played here: the runner's own tests, on real
 * ptys, have them.
 */
export class ScriptedPane extends ScriptedTerminal {
  /** When the program last wrote, ms since the epoch: what the tty's time shows. */
  writtenAt: number;
  readonly #world: PaneWorld;
  readonly #guid: string;
  readonly #argv: string[];
  /** The innermost comes last: a launch typed at the shell of another run is its child. */
  readonly #runs: Run[] = [];
  #shell: { pid: number } | null = null;
  readonly #leader: number;
  readonly #madeAt: number;
  #line = "";
  /** Calls off what is to happen later. */
  readonly #plans = new Set<() => void>();
  #gone = false;

  constructor(spec: TerminalSpec, world: PaneWorld) {
    super(spec, {
      tty: world.freeTty(),
      onInput: (text) => this.#typed(text),
      onHangUp: () => this.#hungUp(),
      foreground: () => this.#foreground(),
    });
    this.#world = world;
    this.#madeAt = this.writtenAt = world.clock.now();
    this.#leader = world.nextPid();
    this.#guid = spec.env["ITERM_SESSION_ID"]?.split(":")[1] ?? "";
    this.#argv = spec.argv;
    const path = LAUNCHES.exec(spec.argv.join(" "))?.[1];
    if (path === undefined) {
      this.#shell = { pid: this.#leader };
      this.#draw("$ ");
    } else if (world.shellStartsIn > 0) {
      this.#after(world.shellStartsIn, () => this.#take(path));
    } else {
      this.#take(path);
    }
  }

  get alive(): boolean {
    return !this.#gone;
  }

  /** Launches whose command runs here, or is about to again. */
  running(): Launch[] {
    return this.#gone ? [] : this.#runs.filter(({ idle }) => !idle).map(({ launch }) => launch);
  }

  /** What ps shows of this pane. */
  processes(): ProcessRow[] {
    if (this.#gone) return [];
    const front = this.#foreground().pid;
    const row = (pid: number, command: string): ProcessRow => ({
      pid,
      ppid: pid === this.#leader ? 1 : this.#leader,
      pgid: pid,
      tpgid: front,
      tty: this.tty.slice("/dev/".length),
      stat: pid === front ? "S+" : "Ss",
      command,
    });
    const rows = this.#runs.map(({ pid, path }) => row(pid, `/bin/dash ${path}`));
    const command = this.#runs.at(-1)?.command;
    if (command) rows.push(row(command.pid, COMMAND));
    else if (this.#shell) rows.push(row(this.#shell.pid, SHELL));
    if (!rows.some(({ pid }) => pid === this.#leader)) rows.unshift(row(this.#leader, this.#argv.join(" ")));
    return rows;
  }

  #foreground(): { pid: number; args: string[] } {
    const command = this.#runs.at(-1)?.command;
    if (command) return { pid: command.pid, args: COMMAND.split(" ") };
    if (this.#shell) return { pid: this.#shell.pid, args: SHELL.split(" ") };
    return { pid: this.#leader, args: this.#argv };
  }

  /** A signal to one of the pane's process groups; false: none of ours. */
  signal(pgid: number, signal: SignalName): boolean {
    const run = this.#runs.at(-1);
    if (run?.command?.pid === pgid) {
      run.interrupted = signal === "SIGINT";
      this.#world.onSignal(run.launch, signal);
      this.#over(run, { event: "signalled", at: this.#now, signal });
      return true;
    }
    if (this.#shell?.pid === pgid) {
      if (signal === "SIGHUP" || signal === "SIGKILL") this.#leaveShell();
      return true;
    }
    if (!this.processes().some(({ pid }) => pid === pgid)) return false;
    // On its way out the runner heeds nothing less.
    if (signal === "SIGKILL") this.#hungUp();
    return true;
  }

  get #now(): number {
    return this.#world.clock.now();
  }

  /** Later, unless the pane has gone by then. */
  #after(ms: number, work: () => void): void {
    const cancel = this.#world.clock.after(ms, () => {
      this.#plans.delete(cancel);
      work();
    });
    this.#plans.add(cancel);
  }

  #draw(text: string): void {
    this.writtenAt = this.#now;
    const drawn = this.says(text).finally(() => this.#world.drawing.delete(drawn));
    this.#world.drawing.add(drawn);
  }

  /** Runs a launch file, as `sh` would. */
  #take(path: string): void {
    if (this.#gone) return;
    if (!existsSync(path)) return this.#refuse(`sh: 0: cannot open ${path}: No such file\n`, 0);
    const launch = launchOf(readFileSync(path, "utf8"));
    if (launch === null)
      return this.#refuse("This session ended with iTerm2. Open its project to bring it back.\n", LATE_FOR);
    if (!claimed(launch.spent, path))
      return this.#refuse("This session runs in another pane already, or was called off.\n", LATE_FOR);
    const pid = this.#runs.length === 0 && this.#shell === null ? this.#leader : this.#world.nextPid();
    const run: Run = {
      launch,
      path,
      pid,
      attempt: 1,
      began: 0,
      backoff: NO_BACKOFF,
      command: null,
      interrupted: false,
      idle: false,
    };
    this.#runs.push(run);
    this.#begin(run);
  }

  #refuse(why: string, after: number): void {
    this.#draw(why);
    if (this.#shell) return;
    if (after > 0) this.#after(after, () => this.#end());
    else this.#end();
  }

  #write(run: Run, entry: JournalEntry): void {
    appendFileSync(run.launch.journal, `${JSON.stringify(entry)}\n`);
  }

  #begin(run: Run): void {
    const { attempt, pid, launch } = run;
    const command = { pid: this.#world.nextPid(), over: false, onLine: () => undefined };
    Object.assign(run, { command, began: this.#now, interrupted: false });
    this.#world.onStart(launch);
    this.#draw(`\u001b]0;${launch.title}\u0007`);
    this.#write(run, {
      event: "started",
      at: this.#now,
      attempt,
      pid,
      tty: this.tty,
      iterm_session_id: this.#guid,
      token: launch.token,
    });
    const still = () => !command.over && !this.#gone;
    const program: RunningProgram = {
      get alive() {
        return still();
      },
      after: (ms, work) => this.#after(ms, () => (still() ? work() : undefined)),
      says: (text) => (still() ? this.#draw(text) : undefined),
      ends: (code) => (still() ? this.#over(run, { event: "exited", at: this.#now, code }) : undefined),
      onLine: () => undefined,
    };
    command.onLine = ((line: string) => program.onLine(line)) as () => undefined;
    this.#world.programOf(launch).run(program);
  }

  #over(run: Run, end: Extract<JournalEntry, { event: "exited" | "signalled" }>): void {
    if (run.command) run.command.over = true;
    run.command = null;
    this.#write(run, end);
    const ended: EndedRun = {
      code: end.event === "exited" ? end.code : null,
      signal: end.event === "signalled" ? end.signal : null,
      began_at: run.began,
      ended_at: this.#now,
      stop_requested: existsSync(run.launch.stop),
      interrupted: run.interrupted,
    };
    const after = afterRun(run.launch.rules, ended, run.backoff);
    if (after.next === "close") return this.#leave(run, "closed");
    if (after.next === "give_up") this.#write(run, { event: "gave_up", at: this.#now, reason: "crash loop" });
    if (after.next !== "restart") return this.#toShell(run);
    run.backoff = after.backoff;
    run.attempt += 1;
    const { delay_ms } = run.backoff;
    this.#write(run, { event: "restarting", at: this.#now, attempt: run.attempt, delay_ms });
    this.#after(delay_ms, () => {
      if (this.#gone || !this.#runs.includes(run)) return;
      if (existsSync(run.launch.stop)) this.#leave(run, "closed");
      else this.#begin(run);
    });
  }

  #toShell(run: Run): void {
    if (this.#runs.indexOf(run) > 0 || this.#shell) return this.#leave(run, "shell");
    run.idle = true;
    this.#write(run, { event: "shell", at: this.#now });
    this.#shell = { pid: this.#world.nextPid() };
    this.#draw("$ ");
  }

  /** A nested run goes back to the shell that it was typed at; the last one takes its pane along. */
  #leave(run: Run, how: "closed" | "shell"): void {
    rmSync(run.launch.stop, { force: true });
    const nested = this.#shell !== null;
    this.#afterMinLife(nested, () => {
      if (!this.#runs.includes(run)) return;
      this.#write(run, { event: how, at: this.#now });
      this.#runs.splice(this.#runs.indexOf(run), 1);
      if (!nested) this.#end();
    });
  }

  #leaveShell(): void {
    this.#shell = null;
    for (const run of this.#runs) {
      run.idle = true;
      rmSync(run.launch.stop, { force: true });
    }
    this.#afterMinLife(false, () => {
      for (const run of this.#runs.splice(0)) this.#write(run, { event: "closed", at: this.#now });
      this.#end();
    });
  }

  #afterMinLife(nested: boolean, work: () => void): void {
    const left = nested ? 0 : this.#madeAt + MIN_LIFE - this.#now;
    if (left <= 0) work();
    else this.#after(left, () => (this.#gone ? undefined : work()));
  }

  #typed(text: string): void {
    const lines = (this.#line + text).split("\r");
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const command = this.#runs.at(-1)?.command;
      if (command) {
        command.onLine(line);
        continue;
      }
      const launch = LAUNCHES.exec(line.replace(CLEAR_LINE, ""))?.[1];
      if (this.#shell && launch !== undefined) this.#take(launch);
    }
  }

  #hungUp(): void {
    if (this.#gone) return;
    for (const run of this.#runs.splice(0)) {
      if (run.command) run.command.over = true;
      this.#write(run, { event: "closed", at: this.#now });
    }
    this.#end({ code: null, signal: "SIGHUP" });
  }

  #end(exit: Parameters<ScriptedTerminal["ends"]>[0] = { code: 0, signal: null }): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const cancel of this.#plans) cancel();
    this.#plans.clear();
    const ended = this.ends(exit).finally(() => this.#world.drawing.delete(ended));
    this.#world.drawing.add(ended);
  }
}

/** Moving a file happens for one only: of two panes given the same launch, one runs it. */
function claimed(spent: string, launch: string): boolean {
  try {
    renameSync(spent, launch);
    return true;
  } catch {
    return false;
  }
}
