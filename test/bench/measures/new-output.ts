import type { Reading } from "../../../src/core/model/session.ts";
import { newLines } from "../../../src/core/output/new-lines.ts";
import { parsersFor } from "../../../src/core/output/parsers/parsers-for.ts";
import { readOutput } from "../../../src/core/output/read-output.ts";
import { aManagedSession } from "../../core/builders/observation.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { countedText } from "../counted-text.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { fullScan } from "../naive/full-scan.ts";
import { takeShortTurns } from "../timing.ts";

const MEGABYTES = 10;
const GAINED = 20;
const AT_LEAST = 50;
const AT = { now: 2_000_000, tty_mtime: 1_900_000 };

const lineOf = (at: number) => `2026-01-01T00:00:00Z worker[${at % 7}] item ${at} done in ${(at * 37) % 997} ms, ok`;

export interface Grown {
  before: { lines: number; reading: Reading };
  after: string;
  /** The same, but as many lines were lost at the top: the scrollback was full. */
  shifted: string;
}

/** A buffer of that many characters that gained 20 lines since it was read. */
export function grownBuffer(characters: number): Grown {
  const lines: string[] = [];
  for (let length = 0; length < characters; length += (lines.at(-1)?.length ?? 0) + 1) lines.push(lineOf(lines.length));
  const text = `${lines.join("\n")}\n`;
  const { reading } = newLines(null, { text, length: text.length }, AT);
  const gained = Array.from({ length: GAINED }, (_, at) => lineOf(lines.length + at));
  const all = [...lines, ...gained];
  // Joined anew: a text that was only put together is taken apart at its first use, which is no part of the work.
  return {
    before: { lines: lines.length, reading },
    after: `${all.join("\n")}\n`,
    shifted: `${all.slice(GAINED).join("\n")}\n`,
  };
}

/** How many characters each way looks at; throws unless both find the lines that were gained. */
export function countNewOutput(characters: number): { ours: number; shifted: number; naive: number } {
  const { before, after, shifted } = grownBuffer(characters);
  const looksOf = (text: string, work: (counted: string) => number): number => {
    const counted = countedText(text);
    const found = work(counted.text);
    if (found !== GAINED) throw new Error(`Found ${found} new lines`);
    return counted.seen();
  };
  const ours = (text: string) =>
    looksOf(text, (counted) => newLines(before.reading, { text: counted, length: text.length }, AT).lines.length);
  return {
    ours: ours(after),
    shifted: ours(shifted),
    naive: looksOf(after, (counted) => fullScan(before.lines, counted).length),
  };
}

const PATTERN = "^ERROR|failed with code \\d+";

const TEMPLATE = aTemplate({ command: "npm run dev", error_pattern: PATTERN });
const PROJECT = aProject({ session_templates: [TEMPLATE] });

function outputOf({ before, after }: Grown) {
  const session = aManagedSession({ reading: before.reading });
  const buffer = { id: "GUID-1", text: after, length: after.length };
  return () => readOutput({ session, template: TEMPLATE, project: PROJECT, buffer, ...AT });
}

/** The patterns that are tried on the output of that session. */
function patternsOf(): RegExp[] {
  const parsed = parsersFor(TEMPLATE, PROJECT).flatMap(({ patterns }) => patterns.map(({ regex }) => regex));
  return [PATTERN, ...parsed].map((pattern) => new RegExp(pattern, "u"));
}

function matchesIn(patterns: readonly RegExp[], text: string): number {
  const lines = text.split("\n");
  return patterns.reduce((sum, pattern) => sum + lines.filter((line) => pattern.test(line)).length, 0);
}

/** What a large buffer costs that gained a few lines, against looking at all of it. */
export function newOutput({ short }: Effort): Figure[] {
  const characters = MEGABYTES * 1024 * 1024;
  const count = countNewOutput(characters);
  const grown = grownBuffer(characters);
  const { before, after, shifted } = grown;
  const patterns = patternsOf();
  const linesOf = (text: string) => newLines(before.reading, { text, length: text.length }, AT);
  const time = takeShortTurns(
    {
      ours: { work: () => linesOf(after), repeat: 50 },
      shifted: { work: () => linesOf(shifted), repeat: 50 },
      read: { work: outputOf(grown), repeat: 10 },
      scan: { work: () => fullScan(before.lines, after), repeat: 1 },
      scanned: { work: () => matchesIn(patterns, after), repeat: 1 },
    },
    short,
  );
  const target = { ratio_at_least: AT_LEAST };
  const what = `${MEGABYTES} MB that gained ${GAINED} lines`;
  return [
    figure({
      name: `characters looked at, ${what}`,
      value: count.ours,
      unit: "characters",
      alternative: { name: "splitting all of it into lines", value: count.naive },
      target,
    }),
    figure({
      name: `new lines, ${what}`,
      value: time.ours,
      unit: "ms",
      alternative: { name: "splitting all of it into lines", value: time.scan },
      target,
    }),
    figure({
      name: `new lines, ${what} and lost as many at the top`,
      value: time.shifted,
      unit: "ms",
      alternative: { name: "splitting all of it into lines", value: time.scan },
      target,
    }),
    figure({
      name: `new lines, patterns and parsers, ${what}`,
      value: time.read,
      unit: "ms",
      alternative: { name: "the same patterns on every line", value: time.scanned },
      target,
    }),
  ];
}
