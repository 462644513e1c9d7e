import { disturbances, garblings } from "./mishaps.ts";
import type { Cell, Place } from "./sweep.ts";

const COLUMNS = [...disturbances.map(({ name }) => name), ...garblings.map((garble) => `${garble} output`)];

const rowOf = ({ scenario, script, run, event, text }: Place) =>
  `${scenario.name} · ${script} ${run}.${event} · \`${text.replaceAll("|", "\\|")}\``;

/** What a run of all cells gave, as it is kept in FAULTS.md. */
export function tableOf(cells: Cell[]): string {
  const rows = new Map<string, Cell[]>();
  for (const cell of cells) rows.set(rowOf(cell.place), [...(rows.get(rowOf(cell.place)) ?? []), cell]);
  const inWords = ({ outcome, wrong }: Cell) => (wrong.length === 0 ? outcome : `**${wrong.join("; ")}**`);
  const lines = [...rows].map(([row, own]) => {
    const entries = COLUMNS.map((column) => {
      const found = own.filter(({ fault }) => fault === column).sort((a, b) => b.when.localeCompare(a.when));
      return [...new Set(found.map(inWords))].join(" / ");
    });
    return `| ${[row, ...entries].join(" | ")} |`;
  });
  const head = [`| ${["event", ...COLUMNS].join(" | ")} |`, `|${" --- |".repeat(COLUMNS.length + 1)}`];
  return `${PREFACE}\n${[...head, ...lines].join("\n")}\n`;
}

/** The rows that a table has. */
export function rowsIn(table: string): string[] {
  const rows = table.split("\n").filter((line) => line.startsWith("| ") && line.includes("`"));
  return rows.map((line) => line.slice(2, line.lastIndexOf("`") + 1)).sort();
}

export function rowsOf(places: Place[]): string[] {
  return places.map(rowOf).sort();
}

const PREFACE = `# What becomes of each fault at each Apple event

Written by a run of \`faults.test.ts\` with \`WRITE_FAULTS=1\`: every event of the two scripts, as an undisturbed run sends
them (script.event), times every fault, just before it takes effect and, for commands, just after. An entry says how the verb
ended: \`done\` although something went wrong, \`partial\` as told by its report, or the code of its typed fault; two, where
before and after differ. Empty: a plain reading's output is spoiled only at the end of its script, and a refusal that is
told after a write has been done does not exist. Green means besides: no project and no session is lost, nothing runs or
is typed twice, and the next ticks bring everything to where it would be without the fault; what the user took away, or
what was reported, comes back when it is asked for again.
`;
