import { realClock } from "./core.ts";

/** How long (ms) anything that must come true may take. */
const PATIENCE = 40_000;
const LOOK_AGAIN = 40;

/** Resolves with the first truthy value of `look`; else rejects with what `seen` shows. */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  seen: () => unknown = () => "",
  patience_ms = PATIENCE,
): Promise<NonNullable<T>> {
  const until = Date.now() + patience_ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`not in time: ${what}\n${text(await seen())}`);
    await realClock.sleep(LOOK_AGAIN);
  }
}

function text(seen: unknown): string {
  return typeof seen === "string" ? seen : JSON.stringify(seen, null, 1);
}
