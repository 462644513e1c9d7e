import { disturbances, garblings } from "./mishaps.ts";
import { verbs, type Pair, type PairCell } from "./pairs.ts";
import type { Cell, Place } from "./sweep.ts";

const COLUMNS = [...disturbances.map(({ name }) => name), ...garblings.map((garble) => `${garble} output`)];

const rowOf = ({ scenario, script, run, event, text }: Place) =>
  `${scenario.name} · ${script} ${run}.${event} · \`${text.replaceAll("|", "\\|")}\``;

/** What a run of all cells gave, as it is kept in FAULTS.md. */
export function tablesOf(cells: Cell[], pairs: PairCell[]): string {
  return `${PREFACE}\n${tableOf(cells)}\n${PAIRS}\n${tableOfPairs(pairs)}`;
}

function tableOf(cells: Cell[]): string {
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
  return `${[...head, ...lines].join("\n")}\n`;
}

const KINDS: { name: string; is: (pair: Pair) => boolean }[] = [
  { name: "at once, open before", is: ({ open, begins }) => open && begins === "at once" },
  { name: "at once, not open before", is: ({ open, begins }) => !open && begins === "at once" },
  { name: "after the wish, open before", is: ({ open, begins }) => open && begins === "after the wish" },
  { name: "after the wish, not open before", is: ({ open, begins }) => !open && begins === "after the wish" },
];

function tableOfPairs(cells: PairCell[]): string {
  const inWords = ({ outcomes, wrong }: PairCell) =>
    wrong.length === 0 ? outcomes.join(", ") : `**${wrong.join("; ")}**`;
  const rows = verbs.flatMap((first) =>
    KINDS.flatMap(({ name, is }) => {
      const own = cells.filter(({ pair }) => pair.first === first && is(pair));
      if (own.length === 0) return [];
      const entries = verbs.map((second) =>
        own
          .filter(({ pair }) => pair.second === second)
          .map(inWords)
          .join(),
      );
      return [`| ${[`${first.name} · ${name}`, ...entries].join(" | ")} |`];
    }),
  );
  const head = [
    `| ${["first", ...verbs.map(({ name }) => `and ${name}`)].join(" | ")} |`,
    `|${" --- |".repeat(verbs.length + 1)}`,
  ];
  return `${[...head, ...rows].join("\n")}\n`;
}

/**
 * What is the same in every run, line by line: what came of each event and fault, and which pairs of commands there
 * are. Of two commands at once the machine decides which one's tick comes first, and so how each of them ends.
 */
export function sameInEveryRun(tables: string): string[] {
  const lines = tables.split("\n");
  const second = lines.indexOf(PAIRS.split("\n")[0]!);
  return [...lines.slice(0, second), ...lines.slice(second).map(withoutOutcomes)];
}

function withoutOutcomes(line: string): string {
  if (!line.startsWith("| ") || line.startsWith("| first")) return line.replace(/[ -]+/g, " ");
  const [, name = "", ...entries] = line.split("|").map((cell) => cell.trim());
  return [name, ...entries.map((entry) => (entry === "" ? "" : "ended"))].join(" | ");
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

const PAIRS = `## Two commands at once

How each of the two ended in one run, one entry for each pair: begun in the same moment, or the second as soon as the first has
wished for something. Green means: the later wish is so in the end without being asked for again, nothing ran or was typed
more often than it was asked for, no session is begun beside itself. A quit closes what its user was shown.
`;
