import { detect } from "../../../src/core/agents/screen/detect.ts";
import { SCREENS } from "../../core/agents/screens/screens.ts";
import type { ScreenCase } from "../../core/agents/screens/screen-case.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import { substringRule } from "../naive/substring-rule.ts";
import { takeShortTurns } from "../timing.ts";

const LINES = 200;
const MOST_MS = 5;

/** The screens that the rules are tested with, each under so much else that it has 200 lines. */
function longScreens(): ScreenCase[] {
  return SCREENS.map((one) => {
    const lines = one.screen.split("\n");
    const above = Array.from({ length: Math.max(0, LINES - lines.length) }, (_, at) => `  ${at} const x${at} = ${at};`);
    return { ...one, screen: [...above, ...lines].join("\n") };
  });
}

/** What it takes to tell waiting, busy and idle apart, against looking for a few texts. */
export function detection({ short }: Effort): Figure[] {
  const screens = longScreens();
  const each = screens.map(({ screen, agent }) =>
    takeShortTurns(
      {
        ours: { work: () => detect(screen, agent), repeat: 5 },
        naive: { work: () => substringRule(screen), repeat: 50 },
      },
      short,
    ),
  );
  const mean = (of: "ours" | "naive") => each.reduce((sum, time) => sum + time[of], 0) / each.length;
  const worst = each.reduce((a, b) => (b.ours > a.ours ? b : a));
  const name = "a few texts looked for anywhere on the screen";
  return [
    figure({
      name: `detection, ${LINES} lines, mean of ${screens.length} screens`,
      value: mean("ours"),
      unit: "ms",
      alternative: { name, value: mean("naive") },
      target: { at_most: MOST_MS },
    }),
    figure({
      name: `detection, ${LINES} lines, the slowest of them`,
      value: worst.ours,
      unit: "ms",
      alternative: { name, value: worst.naive },
      target: { at_most: MOST_MS },
    }),
  ];
}
