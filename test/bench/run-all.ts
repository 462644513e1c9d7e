import { freshDist } from "./dist.ts";
import { QUICK, type Effort } from "./effort.ts";
import type { Figure } from "./figure.ts";
import { attentionLatency } from "./measures/attention-latency.ts";
import { bundles } from "./measures/bundles.ts";
import { commands } from "./measures/commands.ts";
import { deciding } from "./measures/deciding.ts";
import { detection } from "./measures/detection.ts";
import { memory } from "./measures/memory.ts";
import { newOutput } from "./measures/new-output.ts";
import { opening } from "./measures/opening.ts";
import { ticks } from "./measures/ticks.ts";

export interface Chapter {
  title: string;
  figures: Figure[];
  /** Why there are no figures. */
  failure: string | null;
}

interface Given {
  effort: Effort;
  /** Bundles to measure; default: those of this repository, built if need be. */
  dist?: string;
  /** Only chapters whose title has one of these in it, separated by commas. */
  only?: string;
  /** Told before each chapter is begun. */
  onChapter: (title: string) => void;
}

/** Measures everything, one after the other: what runs beside it would spoil it. */
export async function runAll({ effort, dist, only = "", onChapter }: Given): Promise<Chapter[]> {
  const bundled = () => dist ?? freshDist();
  const measures: [title: string, measure: () => Figure[] | Promise<Figure[]>][] = [
    ["A tick", () => ticks(effort)],
    ["Memory", () => memory(effort)],
    ["Opening", () => opening(effort)],
    ["New output", () => newOutput(effort)],
    ["Detection", () => detection(effort)],
    ["Deciding", () => deciding(effort)],
    ["Commands", () => commands(bundled(), effort)],
    // It goes by the clock of a user's day, an interval of 10 s at a time: more rounds would take minutes.
    ["Attention", () => attentionLatency(bundled(), QUICK)],
    ["Bundles", () => bundles(bundled())],
  ];
  const chapters: Chapter[] = [];
  const wanted = only.toLowerCase().split(",");
  for (const [title, measure] of measures) {
    if (!wanted.some((word) => title.toLowerCase().includes(word))) continue;
    onChapter(title);
    chapters.push({ title, ...(await outcomeOf(measure)) });
  }
  return chapters;
}

/** A chapter that could not be measured leaves the others their figures. */
async function outcomeOf(measure: () => Figure[] | Promise<Figure[]>): Promise<Omit<Chapter, "title">> {
  try {
    return { figures: await measure(), failure: null };
  } catch (error) {
    return { figures: [], failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
