import type { JxaError, JxaGlobals, JxaITerm2 } from "./dictionary.ts";

/** What can be said of an error that a script has caught, and of those that it throws. */
export interface ScriptErrors {
  /** Apple event error number of anything thrown; -2700 for what has none. */
  numberOf(error: unknown): number;
  /** It says something about iTerm2 as a whole; any other error only about what was asked for. */
  isFatal(error: unknown): boolean;
  /** What `work` gives, or null after an error that is not fatal. */
  orNull<T>(work: () => T): T | null;
  /** An error of ours with an Apple event error number. */
  failure(errorNumber: number): Error;
}

/** What a script works with. */
export interface ScriptHost {
  app: JxaITerm2;
  errors: ScriptErrors;
  /** Seconds. */
  delay(seconds: number): void;
  /** One line of JSON on stderr, which is known even if the script is killed. */
  tell(fact: unknown): void;
}

/** Gives its answer, which travels as JSON; what it throws becomes the answer `failed` (see `script-answer.ts`). */
export type Script<Request, Parts> = (request: Request, host: ScriptHost, parts: Parts) => { state: string };

function scriptErrors(): ScriptErrors {
  const errors: ScriptErrors = {
    numberOf: (error) => (error as JxaError).errorNumber || -2700,
    isFatal: (error) =>
      error instanceof TypeError || [-1743, -1744, -1712, -600, -609, -128].includes(errors.numberOf(error)),
    orNull(work) {
      try {
        return work();
      } catch (error) {
        if (errors.isFatal(error)) throw error;
        return null;
      }
    },
    failure: (errorNumber) => Object.assign(new Error("step"), { errorNumber }),
  };
  return errors;
}

function runScript<Request, Parts>(
  script: Script<Request, Parts>,
  request: Request,
  jxa: JxaGlobals,
  errors: ScriptErrors,
  parts: Parts,
): string {
  let app: JxaITerm2;
  try {
    app = jxa.Application("com.googlecode.iterm2");
  } catch {
    return JSON.stringify({ state: "failed", reason: "not_installed", text: "" });
  }
  try {
    const tell = (fact: unknown) => jxa.console.log(JSON.stringify(fact));
    return JSON.stringify(script(request, { app, errors, delay: jxa.delay, tell }, parts));
  } catch (error) {
    // Without terminology (no permission, or the app is going away) its members are undefined, which is a TypeError.
    const reason = error instanceof TypeError ? "no_terminology" : errors.numberOf(error);
    return JSON.stringify({ state: "failed", reason, text: String(error) });
  }
}

/**
 * The text of a JXA script made of one function and the functions that it is handed as `parts`. Each must be
 * self-contained: it may use its parameters and the language (ES2020, no promises, no timers), nothing else, for only its
 * own text travels. The request goes in as JSON by argv, never as source.
 *
 * `__name` is what esbuild wraps around functions when told to keep their names (without minifying, which the build of
 * the extension does not do); it stands alone here.
 */
export function jxaScript<Request, Parts extends object>(script: Script<Request, Parts>, parts: Parts): string {
  const handed = Object.entries(parts).map(([name, part]) => `    ${name}: (${String(part)}),`);
  return `var __name = function (f) { return f; };
function run(argv) {
  return (${runScript.toString()})((${script.toString()}), JSON.parse(argv[0]), {
    Application: function (id) { return Application(id); },
    delay: function (seconds) { delay(seconds); },
    console: console,
  }, (${scriptErrors.toString()})(), {
${handed.join("\n")}
  });
}
`;
}
