import type { Run } from "../../core/model/ports.ts";
import { exactSpan } from "../format.ts";
import { duration, failed } from "./statistics.ts";

const WIDTH = 480;
const HEIGHT = 140;
const MOST_BARS = 40;
/** Legible on Raycast's light and dark backgrounds alike. */
const COLORS = { good: "#30a46c", bad: "#e5484d", stopped: "#8d8d8d", text: "#8d8d8d" };

/** The last runs of a session as bars, the oldest left: as high as they were long, in the color of how they ended. */
export function runsChart(runs: readonly Run[], good?: readonly number[]): string {
  const shown = runs
    .map((run) => ({ run, ms: duration(run) }))
    .filter((bar): bar is { run: Run; ms: number } => bar.ms !== null)
    .slice(0, MOST_BARS)
    .reverse();
  if (shown.length < 2) return "";
  const longest = Math.max(...shown.map(({ ms }) => ms), 1);
  const step = WIDTH / shown.length;
  const room = HEIGHT - 24;
  const bars = shown.map(({ run, ms }, at) => {
    const height = Math.max(2, scaled(ms, longest) * room);
    const x = (at * step + step * 0.15).toFixed(1);
    return `<rect x="${x}" y="${(HEIGHT - height).toFixed(1)}" width="${(step * 0.7).toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="${colorOf(run, good)}"/>`;
  });
  const label = `<text x="0" y="12" font-family="-apple-system, sans-serif" font-size="11" fill="${COLORS.text}">longest ${exactSpan(longest)}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${label}${bars.join("")}</svg>`;
  return `![Lengths of the last ${shown.length} runs](data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")})`;
}

/** Logarithmic: a run of an hour must not make one of a minute vanish. */
function scaled(ms: number, longest: number): number {
  return Math.log1p(ms / 1000) / Math.log1p(longest / 1000);
}

function colorOf(run: Run, good?: readonly number[]): string {
  if (failed(run, good)) return COLORS.bad;
  return run.cause === "stopped" || run.cause === "closed" ? COLORS.stopped : COLORS.good;
}
