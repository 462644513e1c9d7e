import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import type { IPty } from "@lydell/node-pty";
import { argumentsOf, foregroundProcess, processesOf } from "./processes-on-tty.ts";
import { Terminal } from "./terminal.ts";
import type { Exit, TerminalSpec } from "./terminal.ts";

/** What the package has on Unix beyond its common declarations. */
interface UnixPty extends IPty {
  readonly ptsName: string;
  /** Closes our side of the pty, then sends SIGHUP to the program. */
  destroy(): void;
}

const SIGNAL_NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** How long a hung-up program may take before it is killed when the test Mac is switched off. */
const GRACE_MS = 300;

function exitOf({ exitCode, signal }: { exitCode: number; signal?: number }): Exit {
  return signal ? { code: null, signal: SIGNAL_NAMES.get(signal) ?? `SIG${signal}` } : { code: exitCode, signal: null };
}

/** A real program on a real pty. A program that cannot be run ends at once with code 1 and says why on the screen. */
export class PtyTerminal extends Terminal {
  readonly tty: string;
  readonly pid: number;
  readonly #pty: UnixPty;
  /** What processes that leave the session still carry in their environment. */
  readonly #mark: string | null;
  readonly #gone: Promise<void>;
  #hungUp = false;

  /** `mark`: name of an environment variable whose value is unique to this terminal. */
  constructor(spec: TerminalSpec, mark?: string) {
    super(spec);
    const [file, ...rest] = spec.argv;
    if (file === undefined) {
      throw new Error("No program to run");
    }
    const { env, cwd, columns: cols, rows } = spec;
    const name = env.TERM ?? "xterm-256color";
    // Without an encoding it gives bytes, whatever its types say.
    this.#pty = spawn(file, rest, { name, cols, rows, cwd, env, encoding: null }) as UnixPty;
    this.pid = this.#pty.pid;
    this.tty = this.#pty.ptsName;
    const value = mark === undefined ? undefined : env[mark];
    this.#mark = value === undefined ? null : `${mark}=${value}`;
    this.#pty.onData(
      (data: string | Uint8Array) => void this.take(typeof data === "string" ? Buffer.from(data) : data),
    );
    this.#gone = new Promise((resolve) => {
      this.#pty.onExit((event) => void this.finish(exitOf(event)).then(resolve));
    });
  }

  override write(text: string): void {
    if (this.exit === null && !this.#hungUp) {
      this.#pty.write(text);
    }
  }

  override pause(paused: boolean): void {
    if (paused) {
      this.#pty.pause();
    } else {
      this.#pty.resume();
    }
  }

  override hangUp(): void {
    if (this.exit === null && !this.#hungUp) {
      this.#hungUp = true;
      this.#pty.destroy();
    }
  }

  override get foreground(): { pid: number; args: string[] } | null {
    const process = foregroundProcess(this.pid);
    return process && { pid: process.pid, args: argumentsOf(process.pid) };
  }

  override leftBehind(): number {
    return processesOf(this.pid, this.#mark).length;
  }

  override async end(): Promise<void> {
    this.hangUp();
    this.#signal("SIGHUP");
    this.#signal("SIGCONT");
    const deadline = Date.now() + GRACE_MS;
    // No event tells of the end of processes that are not ours to wait for: look until they are gone.
    while (this.#signal(0) > 0) {
      if (Date.now() > deadline) {
        this.#signal("SIGKILL");
      }
      await pause(10);
    }
    await this.#gone;
    this.screen.dispose();
  }

  protected override resizeProgram(columns: number, rows: number): void {
    if (this.exit !== null || this.#hungUp) return;
    try {
      this.#pty.resize(columns, rows);
    } catch {
      // It has ended, and word of that is on its way.
    }
  }

  /** Returns how many processes there were. */
  #signal(signal: NodeJS.Signals | 0): number {
    const processes = processesOf(this.pid, this.#mark).filter((row) => row.pid !== process.pid);
    for (const { pid } of processes) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended between the look and the signal.
      }
    }
    return processes.length;
  }
}
