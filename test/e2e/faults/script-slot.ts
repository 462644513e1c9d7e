import { answerOf, createOsascript, type OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AppleEvent,
  type AppleEventReply,
  type ScriptableApplication,
  AppleEvents,
  installOsascript,
  serveAppleEvents,
  type AppleEventServer,
  createScriptRunner,
  type ScriptRunner,
} from "../../mac/osascript/index.ts";

/** An application that is another one for each test: threads that run scripts are costly to make, and are kept. */
class Switchboard implements ScriptableApplication {
  to: ScriptableApplication | null = null;

  get installed(): boolean {
    return this.to?.installed ?? false;
  }

  get running(): boolean {
    return this.to?.running ?? false;
  }

  async send(event: AppleEvent, environment?: Record<string, string>): Promise<AppleEventReply> {
    return this.to === null ? { error: -600 } : this.to.send(event, environment);
  }
}

/** A appleEvents and an osascript at it, for one Mac at a time. */
export abstract class ScriptSlot {
  protected readonly board: Switchboard;
  abstract readonly appleEvents: AppleEvents;
  abstract readonly osascript: OsaScript;

  constructor(board: Switchboard) {
    this.board = board;
  }

  connect(application: ScriptableApplication | null): void {
    this.board.to = application;
    this.appleEvents.faults.clear();
    this.appleEvents.events.length = 0;
    this.appleEvents.runs.length = 0;
    this.appleEvents.defects.length = 0;
  }

  /** Does what a fault is brought into. */
  disturbing<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** The time limit of the script that runs now, however long, passes. */
  abstract timeOut(): void;
  abstract end(): Promise<void>;
}

/** Scripts run in threads: what `createOsascript` does, without a process. */
class ThreadSlot extends ScriptSlot {
  readonly appleEvents: AppleEvents;
  readonly #scripts: ScriptRunner;
  #limit = new AbortController();

  /** At the appleEvents of another slot, or at one of its own. */
  constructor(appleEvents?: AppleEvents) {
    const board = new Switchboard();
    super(board);
    this.appleEvents = appleEvents ?? new AppleEvents({ application: board });
    this.#scripts = createScriptRunner(this.appleEvents);
  }

  readonly osascript: OsaScript = async (script, argument, { signal }) => {
    this.#limit = new AbortController();
    const limit = this.#limit.signal;
    const ends = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    const args = ["-l", "JavaScript", "-", argument];
    const { stdout, stderr, status } = await this.#scripts.run(args, script, { signal: ends });
    const text = { stdout, stderr };
    if (status !== null) return answerOf({ ended: "exited", code: status, ...text });
    if (signal?.aborted) return answerOf({ ended: "aborted", ...text });
    if (limit.aborted) return answerOf({ ended: "timed_out", ...text });
    return answerOf({ ended: "signalled", signal: "SIGKILL", ...text });
  };

  timeOut(): void {
    this.#limit.abort();
  }

  end(): Promise<void> {
    return this.#scripts.close();
  }
}

/** How long a script may take as a process, ms: only one that hangs takes that long. */
const PROCESS_LIMIT = 10_000;

/** While a verb is disturbed, its scripts run in the program `osascript`, started by the product's own `createOsascript`. */
export class ProcessSlot extends ScriptSlot {
  readonly appleEvents: AppleEvents;
  readonly osascript: OsaScript;
  readonly #threads: ThreadSlot;
  readonly #end: () => Promise<void>;
  #disturbed = false;

  private constructor(board: Switchboard, server: AppleEventServer, program: string, folder: string) {
    super(board);
    this.appleEvents = server.appleEvents;
    this.#threads = new ThreadSlot(server.appleEvents);
    const real = createOsascript(createRunProgram(), program);
    this.osascript = (script, argument, options) =>
      this.#disturbed
        ? real(script, argument, { ...options, timeout_ms: PROCESS_LIMIT })
        : this.#threads.osascript(script, argument, options);
    this.#end = async () => {
      await this.#threads.end();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    };
  }

  static async make(): Promise<ProcessSlot> {
    const folder = await mkdtemp(join(tmpdir(), "osascript-slot-"));
    const board = new Switchboard();
    const socketPath = join(folder, "apple-events");
    const server = await serveAppleEvents({ application: board, socketPath });
    return new ProcessSlot(board, server, await installOsascript(folder, { socketPath }), folder);
  }

  override async disturbing<T>(work: () => Promise<T>): Promise<T> {
    this.#disturbed = true;
    try {
      return await work();
    } finally {
      this.#disturbed = false;
    }
  }

  /** It passes by itself. */
  timeOut(): void {}

  end(): Promise<void> {
    return this.#end();
  }
}

const free: ScriptSlot[] = [];
const all: ScriptSlot[] = [];

export function takeSlot(): ScriptSlot {
  const slot = free.pop();
  if (slot) return slot;
  const made = new ThreadSlot();
  all.push(made);
  return made;
}

export function giveBack(slot: ScriptSlot): void {
  slot.connect(null);
  free.push(slot);
}

/** For `afterAll`: ends every thread. */
export async function endSlots(): Promise<void> {
  free.length = 0;
  await Promise.all(all.splice(0).map((slot) => slot.end()));
}
