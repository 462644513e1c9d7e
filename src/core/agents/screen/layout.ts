import type { Line } from "./lines.ts";
import type { Program, Part } from "./rule.ts";

/**
 * A screen taken apart: above the place to type (`body`), what a program draws between two rules in its stead
 * (`panel`), and below it (`footer`). What the user is typing is in none of them.
 */
export interface Layout {
  parts: Record<Part, Line[]>;
  composer: boolean;
}

/** How far from the bottom the place to type may begin, and how many lines may stand below it. */
const COMPOSER_REACH = 16;
const FOOTER_LINES = 8;
/** `❯ 1. Yes` is a choice, not the place to type. */
const CHOICE = /^[❯›>→▸▶●] ?(?:\d+[.)] |(?:yes|no|allow|deny|reject|approve|proceed)\b)/iu;

function lastIndex(lines: readonly Line[], from: number, test: (line: Line, i: number) => boolean): number {
  for (let i = lines.length - 1; i >= Math.max(0, from); i -= 1) {
    const line = lines[i];
    if (line && test(line, i)) return i;
  }
  return -1;
}

/** The box between the last two rules, if little stands below it. */
function ruledBox(lines: readonly Line[]): { top: number; bottom: number } | null {
  const bottom = lastIndex(lines, lines.length - 1 - FOOTER_LINES, (line) => line.rule);
  if (bottom < 0) return null;
  const top = lastIndex(lines.slice(0, bottom), bottom - COMPOSER_REACH, (line) => line.rule);
  return top >= 0 && bottom - top > 1 ? { top, bottom } : null;
}

export function layoutOf(lines: readonly Line[], program: Program): Layout {
  const whole: Layout = { parts: { body: [...lines], panel: [], footer: [] }, composer: false };
  const { composer, over } = program;
  if (!composer) return whole;

  if (composer.ruled) {
    const box = ruledBox(lines);
    const first = box && lines[box.top + 1];
    if (box && first) {
      const typed = composer.line.test(first.text);
      const body = lines.slice(0, box.top);
      if (typed) return { parts: { body, panel: [], footer: lines.slice(box.bottom + 1) }, composer: true };
      return { parts: { body, panel: lines.slice(box.top + 1), footer: [] }, composer: false };
    }
  }

  const at = lastIndex(
    lines,
    lines.length - COMPOSER_REACH,
    (line) => composer.line.test(line.text) && !CHOICE.test(line.text),
  );
  if (at < 0) return whole;
  const below = lines.slice(at + 1);
  if (over && below.some((line) => line.indent <= 1 && over.test(line.text))) return whole;
  let end = below.findIndex((line) => line.gap || line.rule);
  if (end < 0) end = composer.ruled ? below.length : Math.min(1, below.length);
  if (below.length - end > FOOTER_LINES) return whole;
  const body = lines.slice(0, at);
  while (body[body.length - 1]?.rule) body.pop();
  return { parts: { body, panel: [], footer: below.slice(end) }, composer: true };
}
