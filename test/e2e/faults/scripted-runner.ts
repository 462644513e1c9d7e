import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import type { ProcessRow } from "../../../src/core/model/observation.ts";
import type { ManualClock } from "../../mac/iterm2/clock.ts";
import { ScriptedTerminal } from "../../mac/terminals/scripted-terminal.ts";
import type { TerminalSpec } from "../../mac/terminals/terminal.ts";

/** How long a shell takes to come to its first command, ms: time in which a launch can still be asked back. */
const SHELL_STARTS_IN = 300;
/** A session that ends sooner brings up iTerm2's warning, so that no runner does, ms. */
const SHORTEST_LIFE = 4_000;

/** What a launch file sets, as far as it counts here. */
interface Launch {
  claim: string;
  journal: string;
  stop: string;
  token: string;
  title: string;
}

/** Reads a launch file's own assignments; what stands there is written by `launch-file.ts`. */
function readLaunch(path: string): Launch | null {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const value = (name: string) => new RegExp(`^${name}='(.*)'$`, "m").exec(text)?.[1] ?? "";
  const claim = /mkdir '(.*)' 2>/.exec(text)?.[1];
  if (claim === undefined) return null;
  const token = JSON.parse(value("r_token_json")) as string;
  return { claim, journal: value("r_journal"), stop: value("r_stop"), token, title: value("r_title") };
}

export interface Started {
  token: string;
  session: string;
}

/** What all scripted sessions of one Mac share. */
export interface Scene {
  clock: ManualClock;
  sessions: ScriptedSession[];
  /** Every run that a runner has begun, in order. */
  started: Started[];
  /** Signals that reached a command, by its session. */
  signals: { session: string; signal: string }[];
  nextPid: number;
}

export function newScene(clock: ManualClock): Scene {
  return { clock, sessions: [], started: [], signals: [], nextPid: 70_000 };
}

type Job = { kind: "command" | "shell" | "login_shell"; pid: number };

/**
 * One pane with what `assets/session-runner.sh` does in it, as far as claims, journals, processes and signals go, and
 * without a process: hundreds of runs a minute, each the same. The runner itself has its own tests on real ptys.
 */
export class ScriptedSession {
  readonly terminal: ScriptedTerminal;
  readonly #scene: Scene;
  readonly #pid: number;
  readonly #born: number;
  readonly #guid: string;
  #launch: Launch | null = null;
  #job: Job | null = null;
  #over = false;

  constructor(scene: Scene, spec: TerminalSpec) {
    this.#scene = scene;
    this.#pid = scene.nextPid++;
    this.#born = scene.clock.now();
    this.#guid = (spec.env["ITERM_SESSION_ID"] ?? "").split(":")[1] ?? "";
    const tty = `/dev/ttys${this.#pid - 69_900}`;
    this.terminal = new ScriptedTerminal(spec, {
      tty,
      onInput: (text) => this.#typed(text),
      onHangUp: () => this.#hungUp(),
    });
    scene.sessions.push(this);
    const [program, script] = spec.argv;
    if (program === "/bin/sh" && script !== undefined) {
      scene.clock.after(SHELL_STARTS_IN, () => this.#run(script));
      return;
    }
    this.#job = { kind: "login_shell", pid: this.#pid };
    void this.terminal.says("$ ");
  }

  /** Template of the session whose command runs here now. */
  get running(): string | null {
    return this.#job?.kind === "command" ? (this.#launch?.title ?? null) : null;
  }

  get alive(): boolean {
    return !this.#over;
  }

  /** As `ps` lists what lives here. */
  rows(): ProcessRow[] {
    if (this.#over) return [];
    const job = this.#job;
    const tpgid = job?.pid ?? this.#pid;
    const row = (pid: number, command: string) => ({
      pid,
      ppid: pid === this.#pid ? 1 : this.#pid,
      pgid: pid,
      tpgid,
      tty: this.terminal.tty.slice("/dev/".length),
      stat: pid === tpgid ? "S+" : "S",
      command,
    });
    if (job?.kind === "login_shell") return [row(job.pid, "-bash")];
    const runner = row(this.#pid, "/bin/sh launch.sh");
    if (job === null) return [runner];
    return [runner, row(job.pid, job.kind === "command" ? "work" : "/bin/bash -i")];
  }

  /** A signal to the process group, if it is of this pane. */
  signal(group: number, signal: string): void {
    const job = this.#job;
    if (this.#over) return;
    if (job?.kind === "command" && group === job.pid) {
      this.#scene.signals.push({ session: this.#launch?.title ?? "", signal });
      this.#write({ event: "signalled", signal });
      this.#commandOver();
    } else if (job?.kind === "shell" && group === job.pid && signal !== "SIGTERM") {
      this.#leave();
    } else if (group === this.#pid && signal === "SIGKILL") {
      this.#hungUp();
    }
  }

  #typed(text: string): void {
    const script = /\/bin\/sh (\S+)\r$/.exec(text)?.[1];
    if (this.#job?.kind === "shell" && script !== undefined) this.#run(script);
  }

  #run(path: string): void {
    if (this.#over) return;
    const launch = readLaunch(path);
    if (launch === null || !claimed(launch.claim)) {
      void this.terminal.says("This session runs in another pane already, or was called off.\n");
      if (this.#job === null) this.#scene.clock.after(SHORTEST_LIFE, () => this.#ends());
      return;
    }
    rmSync(path, { force: true });
    this.#launch = launch;
    this.#job = { kind: "command", pid: this.#scene.nextPid++ };
    this.#scene.started.push({ token: launch.token, session: launch.title });
    void this.terminal.says(`\u001b]0;${launch.title}\u0007working\n`);
    this.#write({
      event: "started",
      attempt: 1,
      pid: this.#pid,
      tty: this.terminal.tty,
      iterm_session_id: this.#guid,
      token: launch.token,
    });
  }

  #commandOver(): void {
    if (existsSync(this.#launch!.stop)) return this.#leave();
    this.#job = { kind: "shell", pid: this.#scene.nextPid++ };
    this.#write({ event: "shell" });
  }

  /** The runner's last word; no session ends sooner than iTerm2 likes. */
  #leave(): void {
    rmSync(this.#launch!.stop, { force: true });
    this.#job = null;
    const left = this.#born + SHORTEST_LIFE - this.#scene.clock.now();
    const close = () => {
      if (this.#over) return;
      this.#write({ event: "closed" });
      this.#ends();
    };
    if (left > 0) this.#scene.clock.after(left, close);
    else close();
  }

  #hungUp(): void {
    if (this.#over) return;
    if (this.#launch !== null) this.#write({ event: "closed" });
    this.#ends();
  }

  #ends(): void {
    this.#over = true;
    void this.terminal.ends({ code: null, signal: "SIGHUP" });
  }

  #write(entry: object): void {
    appendFileSync(this.#launch!.journal, `${JSON.stringify({ ...entry, at: this.#scene.clock.now() })}\n`);
  }
}

/** Making a folder is atomic: of two panes given the same launch, one runs it. */
function claimed(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}
