import { numberInStderr } from "../../src/core/iterm2/faults.ts";
import type { OsaScript } from "../../src/core/iterm2/osascript.ts";
import { Fault } from "../../src/core/model/fault.ts";

/**
 * Runs statements in JXA with `app` being iTerm2, `own` the id of our window and `number(work)` the error number of some
 * work, 0 without one; gives what they return, through JSON.
 */
export type Ask = (statements: string, options?: { timeout_ms?: number }) => Promise<unknown>;

/** An error of this number is the answer: what a script threw and did not catch. */
export async function numberOf(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work;
    return 0;
  } catch (error) {
    return error instanceof Fault ? (numberInStderr(error.raw ?? "") ?? undefined) : undefined;
  }
}

/** A way to ask iTerm2; `own` is null while there is no window of ours. */
export function asking(osascript: OsaScript, own: number | null = null): Ask {
  return async (statements, { timeout_ms = 60_000 } = {}) => {
    const script = `function run(argv) {
      const app = Application("com.googlecode.iterm2");
      const id = JSON.parse(argv[0]);
      const own = id === null ? null : app.windows.byId(id);
      const number = (work) => { try { work(); return 0; } catch (error) { return error.errorNumber; } };
      return JSON.stringify({ told: (() => { ${statements} })() });
    }`;
    return (JSON.parse(await osascript(script, JSON.stringify(own), { timeout_ms })) as { told?: unknown }).told;
  };
}

/** Asks until it is so, for some seconds; gives the last answer. */
export async function eventually(ask: Ask, statements: string, wanted: unknown): Promise<unknown> {
  let told: unknown;
  for (let tries = 0; tries < 25; tries++) {
    told = await ask(statements);
    if (told === wanted) return told;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return told;
}
