import { execFile } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { AppleEvent, AppleEventReply, AppleEventValue, ScriptableApplication } from "../apple-event.ts";
import type { AppleEvents } from "./apple-events.ts";
import { eventText } from "./event-text.ts";
import { installOsascript, serveAppleEvents } from "./server.ts";
import type { AppleEventServer } from "./server.ts";

/** An application that answers what it was told to, and remembers what it was sent. */
export class ObedientApplication implements ScriptableApplication {
  installed = true;
  running = true;
  readonly received: string[] = [];
  readonly #answers = new Map<string, AppleEventReply | (() => AppleEventReply | Promise<AppleEventReply>)>();

  /** Answers the event of this line (see `eventText`) with a value. */
  answers(event: string, value: AppleEventValue): this {
    this.#answers.set(event, { value });
    return this;
  }

  /** Answers the event of this line with an error number. */
  fails(event: string, error: number): this {
    this.#answers.set(event, { error });
    return this;
  }

  /** Answers the event of this line with whatever `act` gives, when it gives it. */
  does(event: string, act: () => AppleEventReply | Promise<AppleEventReply>): this {
    this.#answers.set(event, act);
    return this;
  }

  async send(event: AppleEvent): Promise<AppleEventReply> {
    const text = eventText(event);
    this.received.push(text);
    if (text === "app.launch()" || text === "app.activate()") this.running = true;
    const answer = this.#answers.get(text) ?? { value: null };
    return typeof answer === "function" ? answer() : answer;
  }
}

/** How an osascript process ended. */
export interface Ended {
  stdout: string;
  stderr: string;
  status: number | null;
  signal: string | null;
}

/** A test Mac with nothing but osascript and one obedient application. */
export interface TestMac {
  application: ObedientApplication;
  appleEvents: AppleEvents;
  /** The executable. */
  executable: string;
  /** Hangs up on all that runs, and answers nothing more. */
  switchOff(): Promise<void>;
  /** Runs the executable as the product does, with nothing but PATH in its environment. */
  osascript(args: string[], stdin?: string, started?: (process: ChildProcess) => void): Promise<Ended>;
  /** Runs a script from stdin with arguments. */
  script(text: string, ...argv: string[]): Promise<Ended>;
  /**
   * Runs statements with `app` being the application; gives what they return, through JSON. Throws with stderr if
   * the script fails.
   */
  evaluate(statements: string): Promise<unknown>;
}

export const appScript = (statements: string) =>
  `function run(argv) { const app = Application("com.googlecode.iterm2"); ${statements} }`;

const appleEventsOf = (statements: string) => appScript(`return JSON.stringify((() => { ${statements} })());`);

/** Sets up a fresh test Mac before each test of a file, and takes it away afterwards. */
export function useTestMac(): TestMac {
  let server: AppleEventServer;
  let folder = "";
  const mac = {} as TestMac;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "osascript's mac "));
    const application = new ObedientApplication();
    const socketPath = join(folder, "apple-events");
    server = await serveAppleEvents({ socketPath, application });
    const executable = await installOsascript(join(folder, "bin"), { socketPath });
    const osascript: TestMac["osascript"] = (args, stdin = "", started) =>
      new Promise((resolve) => {
        const env = { PATH: "/usr/bin:/bin" };
        const child = execFile(executable, args, { env, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
          resolve({ stdout, stderr, status: child.exitCode, signal: child.signalCode });
        });
        child.stdin?.end(stdin);
        started?.(child);
      });
    const script: TestMac["script"] = (text, ...argv) => osascript(["-l", "JavaScript", "-", ...argv], text);
    const evaluate: TestMac["evaluate"] = async (statements) => {
      const { stdout, stderr, status } = await script(appleEventsOf(statements));
      if (status !== 0) throw new Error(stderr);
      return stdout === "undefined\n" || stdout === "\n" ? undefined : JSON.parse(stdout);
    };
    Object.assign(mac, {
      application,
      appleEvents: server.appleEvents,
      switchOff: server.close,
      executable,
      osascript,
      script,
      evaluate,
    });
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  return mac;
}
