import type { Chapter } from "./run-all.ts";
import { notesOf, tableOf } from "./table.ts";

/** What `npm run bench` prints: a table for each chapter, with notes under it. */
export function report(chapters: readonly Chapter[], machine: string): string {
  const parts = chapters.map(({ title, figures, failure }) => {
    if (failure !== null) return `## ${title}\n\nCould not be measured: ${failure.split("\n")[0]}\n`;
    const notes = notesOf(figures);
    return `## ${title}\n\n${tableOf(figures)}\n${notes === "" ? "" : `\n${notes}\n`}`;
  });
  return `${machine}\n\n${parts.join("\n")}`;
}

/** The file that keeps the last figures. */
export function keptReport(chapters: readonly Chapter[], machine: string): string {
  return `# Benchmarks

Written by \`npm run bench -- --write\`; how it is measured is in [README.md](README.md).

How to read it: every line sets what the extension does beside another way to do the same, named in the column "which
is" and measured in the same run. \`ratio\` says how many times more the other way costs: above 1 the extension is cheaper,
below 1 it pays for something that the other way does not do (telling a question from quoted text, drawing a list
instead of nothing). \`promised\` is a bound that must hold; the run fails if one is missed. Milliseconds depend on the
machine; events, characters, kilobytes and ratios hardly do.

Measured on: ${report(chapters, machine)}`;
}
