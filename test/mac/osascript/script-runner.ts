import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { ScriptableApplication } from "../apple-event.ts";
import { answerAndRing, createBell } from "./blocking-mac.ts";
import { parseCommandLine } from "./command-line.ts";
import { deferred } from "./deferred.ts";
import { AppleEvents } from "./apple-events.ts";
import type { AppleEventsOptions } from "./apple-events.ts";
import type { Outcome } from "./jxa.ts";
import { MacDefect } from "./protocol.ts";
import type { Asked } from "./protocol.ts";

/** How an osascript ended; `status` null: killed by `signal`. */
export interface ScriptResult {
  stdout: string;
  stderr: string;
  status: number | null;
  signal: "SIGKILL" | null;
}

export interface RunOptions {
  /** Of the osascript; default: empty. */
  environment?: Record<string, string>;
  signal?: AbortSignal;
  log?: (text: string) => void;
}

/** osascript without a process: the same engine in a thread, for soaks and unit tests. */
export interface ScriptRunner {
  appleEvents: AppleEvents;
  /**
   * Does what `osascript ...args` with that stdin does; runs may overlap. An aborted `signal` kills it; `log` gets what
   * it prints on stderr before its end, as it prints it. Rejects with `MacDefect` if the script asks for what the test
   * Mac does not model, or the application's model breaks.
   */
  run(args: string[], stdin?: string, options?: RunOptions): Promise<ScriptResult>;
  /** Ends what still runs. */
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  port: MessagePort;
  bell: Int32Array<SharedArrayBuffer>;
}

function startThread(): Thread {
  const bell = createBell();
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./script-worker.ts", import.meta.url), {
    workerData: { bell, port: port2 },
    transferList: [port2],
    execArgv: ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"],
  });
  return { worker, port: port1, bell };
}

/** Threads are costly to start: those that no script runs in are kept for the next, of whatever runner. */
const idle: Thread[] = [];

/** Runs scripts that send these Apple events. */
export function createScriptRunner(appleEvents: AppleEvents): ScriptRunner {
  const busy = new Set<Thread>();

  function take(): Thread {
    const thread = idle.pop() ?? startThread();
    busy.add(thread);
    thread.worker.ref();
    return thread;
  }

  function release(thread: Thread): void {
    busy.delete(thread);
    thread.worker.unref();
    idle.push(thread);
  }

  async function discard(thread: Thread): Promise<void> {
    busy.delete(thread);
    thread.port.close();
    await thread.worker.terminate();
  }

  async function run(args: string[], stdin = "", options: RunOptions = {}): Promise<ScriptResult> {
    const line = parseCommandLine(args);
    if ("problem" in line) return { stdout: "", stderr: line.problem, status: 1, signal: null };
    const thread = take();
    const { worker, port, bell } = thread;
    const scriptRun = appleEvents.begin(options.environment);
    const { promise: ended, resolve, reject } = deferred<Outcome | null>();
    const kill = () => resolve(null);
    let logged = "";
    const onAsked = (asked: Asked | { log: string }) => {
      if ("log" in asked) {
        logged += asked.log;
        options.log?.(asked.log);
        return;
      }
      void scriptRun.take(asked).then((told) => {
        if (told && "die" in told) kill();
        else if (told) answerAndRing(port, bell, told);
      });
    };
    const onDone = (message: { outcome: Outcome } | { defect: string }) => {
      if ("outcome" in message) resolve(message.outcome);
      else reject(new MacDefect(message.defect));
    };
    port.on("message", onAsked);
    worker.on("message", onDone);
    worker.on("error", reject);
    options.signal?.addEventListener("abort", kill);
    if (options.signal?.aborted) kill();
    else worker.postMessage({ line, stdin });
    let outcome: Outcome | null = null;
    try {
      outcome = await ended;
    } finally {
      options.signal?.removeEventListener("abort", kill);
      port.off("message", onAsked);
      worker.off("message", onDone);
      worker.off("error", reject);
      scriptRun.end();
      if (outcome) release(thread);
      else await discard(thread);
    }
    return outcome ? { ...outcome, signal: null } : { stdout: "", stderr: logged, status: null, signal: "SIGKILL" };
  }

  return {
    appleEvents,
    run,
    async close() {
      await Promise.all([...busy].map(discard));
    },
  };
}

/** Runs one JXA script with its arguments against an application, and forgets everything afterwards. */
export async function runScript(
  script: string,
  argv: string[],
  application: ScriptableApplication,
  options: Omit<AppleEventsOptions, "application"> = {},
): Promise<ScriptResult> {
  const runner = createScriptRunner(new AppleEvents({ ...options, application }));
  try {
    return await runner.run(["-l", "JavaScript", "-", ...argv], script);
  } finally {
    await runner.close();
  }
}
