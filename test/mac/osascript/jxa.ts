import * as vm from "node:vm";
import type { AppleEvent, AppleEventValue } from "../apple-event.ts";
import type { Dictionary } from "../terms.ts";
import { createRealm, syntaxProblem } from "./language.ts";
import type { Realm } from "./language.ts";
import { MacDefect } from "./protocol.ts";
import type { Answers, Garbling, Mac, Questions, Topic } from "./protocol.ts";
import { generalError, messageFor, printError } from "./script-error.ts";
import { SpecifierFactory } from "./specifier.ts";
import type { Switches } from "./switches.ts";

/** How one osascript ended. stderr of `console.log` has been written by then. */
export interface Outcome {
  stdout: string;
  stderr: string;
  status: number;
}

export interface ScriptRun {
  script: string;
  argv: string[];
  mac: Mac;
  dictionary: Dictionary;
  /** Takes what `console.log` writes, newline included. */
  log(text: string): void;
}

/**
 * Runs a script as `osascript -l JavaScript` does: loads it, calls `run(argv)` if it defines that, and prints the
 * result. Blocks until it is done; nothing that it leaves behind (promises) ever runs an Apple event.
 *
 * Throws `MacDefect` only; errors of the script are an `Outcome` with status 1.
 */
export function runJxa(run: ScriptRun): Outcome {
  return new JxaRun(run).outcome();
}

class JxaRun {
  readonly #run: ScriptRun;
  readonly #realm: Realm;
  readonly #switches: Switches;
  readonly #installed: boolean;
  /** Apple event errors by the error object that carries them: a script cannot make one by hand. */
  readonly #numbers = new WeakMap<object, number>();
  #garble: Garbling | null = null;
  #defect: MacDefect | null = null;
  #terminology = false;
  #over = false;

  constructor(run: ScriptRun) {
    this.#run = run;
    const { switches, installed } = run.mac.ask("begin", { language: "JavaScript", argv: run.argv });
    this.#switches = switches;
    this.#installed = installed;
    this.#realm = createRealm();
    this.#installGlobals();
  }

  outcome(): Outcome {
    const outcome = this.#attempt();
    this.#over = true;
    if (this.#defect) throw this.#defect;
    return { ...outcome, stdout: garbled(outcome.stdout, this.#garble) };
  }

  #attempt(): Outcome {
    try {
      return { stdout: `${this.#printable(this.#execute())}\n`, stderr: "", status: 0 };
    } catch (error) {
      return { stdout: "", stderr: printError(this.#describe(error), this.#switches.stderrShape), status: 1 };
    }
  }

  #execute(): unknown {
    const { global } = this.#realm;
    const problem = syntaxProblem(this.#run.script);
    if (problem !== null) throw new global.SyntaxError(problem);
    const completion: unknown = vm.runInContext(this.#run.script, global, { filename: "script" });
    const { run } = global;
    if (typeof run !== "function") return completion;
    const argv = new global.Array<string>();
    argv.push(...this.#run.argv);
    return Reflect.apply(run, global, [argv]);
  }

  /** Strings print as they are. What JXA makes of objects is not modelled: scripts return text. */
  #printable(value: unknown): string {
    if (value === undefined) return "";
    if (value === null || ["string", "number", "boolean"].includes(typeof value)) return String(value);
    return this.#refuse("The script returned neither text nor a number nor a boolean: return JSON.stringify(…)");
  }

  #describe(error: unknown) {
    if (typeof error !== "object" || error === null)
      return { number: generalError, name: "Error", message: String(error) };
    const { name, message } = error as { name?: unknown; message?: unknown };
    return {
      number: this.#numbers.get(error) ?? generalError,
      name: typeof name === "string" ? name : "Error",
      message: typeof message === "string" ? message : String(error),
    };
  }

  #installGlobals(): void {
    const globals: Record<string, unknown> = {
      Application: this.#applicationConstructor(),
      delay: this.#function((seconds) => this.#delay(seconds)),
      console: this.#plainObject({ log: this.#function((...parts) => this.#log(parts)) }),
    };
    for (const [name, value] of Object.entries(globals)) {
      // Neither configurable nor writable: a top-level `const delay` kills the script at load, as in JXA.
      Object.defineProperty(this.#realm.global, name, {
        value,
        enumerable: true,
        configurable: false,
        writable: false,
      });
    }
    for (const name of ["ObjC", "$", "Automation", "Library", "Path", "Progress", "ObjectSpecifier", "Ref"]) {
      const refuse = () => this.#refuse(`The test Mac does not model JXA's "${name}"`);
      Object.defineProperty(this.#realm.global, name, {
        get: refuse,
        set: refuse,
        enumerable: true,
        configurable: false,
      });
    }
  }

  #applicationConstructor(): unknown {
    const application = this.#function((name) => this.#application(name));
    Object.defineProperty(application, "currentApplication", {
      value: this.#function(() => this.#currentApplication()),
    });
    return application;
  }

  #application(name: unknown): unknown {
    const { bundleId, names } = this.#run.dictionary;
    const byName = typeof name === "string" && names.includes(name);
    if (!this.#installed || (name !== bundleId && !byName)) {
      throw this.#error(generalError, "Application can't be found.");
    }
    if (byName && !this.#switches.findsByName) throw this.#appleEventError(-1728);
    return new SpecifierFactory({
      realm: this.#realm,
      dictionary: this.#run.dictionary,
      send: (event) => this.#send(event),
      running: () => this.#ask("running", null),
      hasTerminology: () => (this.#terminology ||= this.#ask("terminology", null)),
      appleEventError: (number) => this.#appleEventError(number),
      refuse: (what) => this.#refuse(what),
      lengthSends: this.#switches.lengthSends,
    }).make({ kind: "application" });
  }

  /** osascript itself, which can do nothing but use the Standard Additions; of these, notifications. */
  #currentApplication(): unknown {
    const current = this.#plainObject({});
    let included = false;
    const displayNotification = this.#function((body, parameters) => this.#notify(body, parameters));
    Object.defineProperties(current, {
      includeStandardAdditions: { get: () => included, set: (value: unknown) => (included = value === true) },
      displayNotification: { get: () => (included ? displayNotification : undefined) },
    });
    return current;
  }

  #notify(body: unknown, parameters: unknown): void {
    const given = new Map(Object.entries(parameters ?? {}));
    const take = (name: string) => {
      const value: unknown = given.has(name) ? given.get(name) : "";
      given.delete(name);
      if (typeof value !== "string") throw this.#appleEventError(-1700);
      return value;
    };
    const shown = { title: take("withTitle"), subtitle: take("subtitle"), sound: take("soundName") };
    if (typeof body !== "string" || given.size > 0) throw this.#appleEventError(-1700);
    this.#ask("notify", { ...shown, body });
  }

  #send(event: AppleEvent): AppleEventValue {
    const { reply, garble } = this.#ask("event", event);
    this.#garble = garble ?? this.#garble;
    if ("error" in reply) throw this.#appleEventError(reply.error);
    return reply.value;
  }

  #ask<K extends Topic>(topic: K, question: Questions[K]): Answers[K] {
    if (this.#over) return this.#refuse("A script went on after its end");
    try {
      return this.#run.mac.ask(topic, question);
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }

  /** Kept, so that a script that catches everything cannot hide it. */
  #refuse(what: string): never {
    this.#defect ??= new MacDefect(what);
    throw this.#defect;
  }

  #delay(seconds: unknown): void {
    const milliseconds = typeof seconds === "number" ? seconds * 1000 : 0;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }

  #log(parts: unknown[]): void {
    if (!this.#over) this.#run.log(`${parts.map(String).join(" ")}\n`);
  }

  #appleEventError(number: number): Error {
    return this.#error(number, messageFor(number, this.#switches.stderrShape));
  }

  #error(number: number, message: string): Error {
    const error = new this.#realm.global.Error(message);
    Object.defineProperty(error, "errorNumber", { value: number, enumerable: true });
    this.#numbers.set(error, number);
    return error;
  }

  #plainObject(members: Record<string, unknown>): object {
    return Object.assign(new this.#realm.global.Object(), members);
  }

  #function(body: (...args: unknown[]) => unknown): object {
    return this.#realm.function(body);
  }
}

function garbled(stdout: string, garbling: Garbling | null): string {
  switch (garbling) {
    case null:
      return stdout;
    case "empty":
      return "";
    case "truncated":
      return stdout.slice(0, Math.floor(stdout.length / 2));
    case "noise":
      return `2026-01-01 00:00:00.000 osascript[501:1] warning: \u0000\ufffd${stdout}`;
  }
}
