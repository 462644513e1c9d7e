export type Unit = "ms" | "events" | "events/session" | "osascripts" | "KB" | "MB" | "characters";

/** One thing measured, beside what it is to be judged by: something else that was measured in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: Unit;
  alternative: { name: string; value: number };
  /** How many times the alternative is larger. */
  ratio: number;
  /** What `value` must not exceed, or `ratio` not fall short of; missing: nothing was promised. */
  target?: { at_most: number } | { ratio_at_least: number };
  met?: boolean;
  /** Why it is as it is, where that needs saying. */
  note?: string;
}

export type Given = Omit<Figure, "ratio" | "met">;

/** Rounded to what the figure is worth: three significant digits, but whole numbers whole. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}

function isMet({ value, target }: Given, ratio: number): boolean | undefined {
  if (target === undefined) return undefined;
  return "at_most" in target ? value <= target.at_most : ratio >= target.ratio_at_least;
}

export function figure(given: Given): Figure {
  const ratio = given.value === 0 ? Infinity : given.alternative.value / given.value;
  const met = isMet(given, ratio);
  return {
    ...given,
    value: rounded(given.value),
    alternative: { ...given.alternative, value: rounded(given.alternative.value) },
    // JSON has no infinity.
    ratio: Number.isFinite(ratio) ? rounded(ratio) : 0,
    ...(met === undefined ? {} : { met }),
  };
}
