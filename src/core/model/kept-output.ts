import type { OutputEntry } from "./session.ts";

/** How many entries of output a session keeps. */
export const OUTPUT_HISTORY_ENTRIES = 200;

/** How much text those entries may hold together, UTF-16 units. */
export const OUTPUT_HISTORY_CHARS = 64_000;

/**
 * The newest entries within both bounds, oldest first. The newest entry is always kept. `continues`: the first of
 * `entries` is the last of `previous`, grown, and takes its place (see `SeenOutput`).
 */
export function keepOutput(previous: OutputEntry[], entries: OutputEntry[], continues = false): OutputEntry[] {
  const before = continues && entries.length > 0 ? previous.slice(0, -1) : previous;
  const all = [...before.slice(-OUTPUT_HISTORY_ENTRIES), ...entries.slice(-OUTPUT_HISTORY_ENTRIES)];
  const oldest = Math.max(0, all.length - OUTPUT_HISTORY_ENTRIES);
  let from = all.length;
  let chars = 0;
  while (from > oldest) {
    chars += all[from - 1]?.content.length ?? 0;
    if (chars > OUTPUT_HISTORY_CHARS && from < all.length) break;
    from -= 1;
  }
  return all.slice(from);
}
