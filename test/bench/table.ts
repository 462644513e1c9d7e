import type { Figure } from "./figure.ts";

const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

function promised({ target, unit }: Figure): string {
  if (target === undefined) return "";
  return "at_most" in target ? `≤ ${number.format(target.at_most)} ${unit}` : `≥ ${target.ratio_at_least}×`;
}

const VERDICT = { true: "met", false: "MISSED", undefined: "" } as const;

function cells(figure: Figure): string[] {
  const { name, value, unit, alternative, ratio, met } = figure;
  return [
    name,
    `${number.format(value)} ${unit}`,
    `${number.format(alternative.value)} ${unit}`,
    alternative.name,
    `${number.format(ratio)}×`,
    promised(figure),
    VERDICT[`${met}`],
  ];
}

const HEAD = ["what", "here", "alternative", "which is", "ratio", "promised", ""];

/** A Markdown table that reads as well in a terminal: columns are padded. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join("\n");
}

/** What stands beside the figures, each once. */
export function notesOf(figures: readonly Figure[]): string {
  return figures.flatMap(({ name, note }) => (note === undefined ? [] : [`- ${name}: ${note}`])).join("\n");
}
