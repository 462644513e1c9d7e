import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FULL, QUICK } from "./effort.ts";
import { machineLine } from "./machine.ts";
import { keptReport, report } from "./report.ts";
import { runAll } from "./run-all.ts";

// Only the experimental SQLite of this Node says anything, and not about what is measured.
process.removeAllListeners("warning");

const { values: options } = parseArgs({
  options: {
    /** One JSON object on stdout, nothing else. */
    json: { type: "boolean", default: false },
    /** Fewer rounds. */
    quick: { type: "boolean", default: false },
    /** Keeps the table in BENCHMARKS.md. */
    write: { type: "boolean", default: false },
    /** Bundles that are there already. */
    dist: { type: "string" },
    /** Only the chapters with one of these in their title, separated by commas. */
    only: { type: "string" },
  },
});

const machine = machineLine();
const chapters = await runAll({
  effort: options.quick ? QUICK : FULL,
  dist: options.dist === undefined ? undefined : resolve(options.dist),
  only: options.only,
  onChapter: (title) => void process.stderr.write(options.json ? "" : `${title}…\n`),
});
const figures = chapters.flatMap((chapter) => chapter.figures);
const missed = figures.filter(({ met }) => met === false);
const failures = chapters.flatMap(({ title, failure }) => (failure === null ? [] : [{ title, failure }]));

if (options.write) {
  const file = fileURLToPath(new URL("./BENCHMARKS.md", import.meta.url));
  await writeFile(file, keptReport(chapters, machine));
}
process.stdout.write(
  options.json ? `${JSON.stringify({ machine, figures, failures })}\n` : `${report(chapters, machine)}\n`,
);
for (const { name } of missed) process.stderr.write(`Missed: ${name}\n`);
for (const { title, failure } of failures) process.stderr.write(`Could not be measured: ${title}\n${failure}\n`);
process.exitCode = missed.length + failures.length > 0 ? 1 : 0;
