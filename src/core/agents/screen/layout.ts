import { anyAtLeft } from "./lines.ts";
import type { Line } from "./lines.ts";
import type { Part, ScreenRules } from "./rule.ts";

/**
 * A screen taken apart: above the composer (`body`), what a program draws between two dividers in its stead (`panel`),
 * and below it (`footer`). What the user is typing is in none of them.
 */
export interface Layout {
  parts: Record<Part, readonly Line[]>;
  /** Whether the composer is drawn. */
  composer: boolean;
}

/** How far from the bottom the composer may begin, and how many lines may stand below it. */
const COMPOSER_REACH = 16;
const FOOTER_LINES = 8;
/** `❯ 1. Yes` is a choice, not a composer. */
const CHOICE = /^[❯›>→▸▶●] ?(?:\d+[.)] |(?:yes|no|allow|deny|reject|approve|proceed)\b(?!.*\?$))/iu;

/** The number of the last divider before `end`, no further than `reach` lines from it; -1: there is none. */
function dividerBefore(lines: readonly Line[], end: number, reach: number): number {
  for (let i = end - 1; i >= Math.max(0, end - reach); i -= 1) if (lines[i]?.divider) return i;
  return -1;
}

/** The numbers of the last two dividers, if little stands below them. */
function boxAtBottom(lines: readonly Line[]): { top: number; bottom: number } | null {
  const bottom = dividerBefore(lines, lines.length, FOOTER_LINES + 1);
  const top = bottom < 0 ? -1 : dividerBefore(lines, bottom, COMPOSER_REACH);
  return top >= 0 ? { top, bottom } : null;
}

export function layoutOf(lines: readonly Line[], { composer, superseded_by }: ScreenRules): Layout {
  const whole: Layout = { parts: { body: lines, panel: [], footer: [], screen: lines }, composer: false };
  if (!composer) return whole;

  const { frame } = composer;
  const box = frame === "none" ? null : boxAtBottom(lines);
  const first = box && lines.slice(box.top + 1, box.bottom)[0];
  if (box && (first || composer.line.test(""))) {
    const body = lines.slice(0, box.top);
    if (composer.line.test(first?.text ?? "")) {
      return { parts: { body, panel: [], footer: lines.slice(box.bottom + 1), screen: lines }, composer: true };
    }
    if (frame === "either")
      return { parts: { body, panel: lines.slice(box.top + 1), footer: [], screen: lines }, composer: false };
  }
  if (frame === "dividers") return whole;

  const from = lines.length - COMPOSER_REACH;
  const at = lines.findLastIndex((line, i) => i >= from && composer.line.test(line.text) && !CHOICE.test(line.text));
  if (at < 0) return whole;
  const below = lines.slice(at + 1);
  // A shell's prompt looks the same, and so does a choice: a dialog that the program has drawn has a divider over it.
  const inDialog = below.some(({ divider }) => divider) || dividerBefore(lines, at, COMPOSER_REACH) >= 0;
  if (frame === "either" && !lines[at - 1]?.divider && inDialog) return whole;
  if (superseded_by && anyAtLeft(below, superseded_by)) return whole;
  let end = below.findIndex((line) => line.after_blank || line.divider);
  if (end < 0) end = frame === "either" ? below.length : Math.min(1, below.length);
  if (below.length - end > FOOTER_LINES) return whole;
  const bodyEnd = lines.findLastIndex((line, i) => i < at && !line.divider) + 1;
  return {
    parts: { body: lines.slice(0, bodyEnd), panel: [], footer: below.slice(end), screen: lines },
    composer: true,
  };
}
