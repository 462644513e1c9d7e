import { END_IN_WORDS } from "../../core/model/session-state.ts";
import type { Run } from "../../core/model/ports.ts";
import { exactSpan, plainText } from "../format.ts";
import type { SessionRuns } from "./history-groups.ts";
import { runsChart } from "./runs-chart.ts";
import { duration, statistics } from "./statistics.ts";

/** Runs that the panel beside the list has room for. */
const PANEL_ROWS = 30;

/** One session's past: a picture, the sums, and each run, the latest first, up to `most`. */
export function historyMarkdown({ name, runs, good_codes }: Omit<SessionRuns, "id">, most = PANEL_ROWS): string {
  const sums = statistics(runs, good_codes);
  const facts = [
    ["Runs", String(sums.runs)],
    ["Failed", sums.failures === 0 ? "never" : `${sums.failures} (${percent(sums.failureRate)})`],
    ["Typical length", sums.typicalDuration === null ? "–" : exactSpan(sums.typicalDuration)],
    ...(sums.waited > 0 ? [["Waited for you", exactSpan(sums.waited)]] : []),
  ];
  const rows = runs.slice(0, most).map(row);
  return [
    `## ${plainText(name)}`,
    runsChart(runs, good_codes),
    facts.map(([title, value]) => `**${title}** ${value}`).join(" · "),
    ["| Started | Length | End | Code |", "|---|---|---|---|", ...rows].join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** A share as a person says it. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function row(run: Run): string {
  const ms = duration(run);
  const cells = [
    run.started_at === null
      ? "–"
      : new Date(run.started_at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }),
    ms === null ? "–" : exactSpan(ms),
    run.cause === null ? "running" : END_IN_WORDS[run.cause],
    run.exit_code ?? "–",
  ];
  return `| ${cells.join(" | ")} |`;
}
