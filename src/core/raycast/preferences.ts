import { getPreferenceValues } from "@raycast/api";

const CHOICES: Record<string, boolean | undefined> = { always: true, never: false };

/**
 * What the user set in Raycast's preferences, by the names of `Settings`; whatever is left at "as in the file" or
 * empty is left out. Text fields hold numbers as text. `store/settings` decides what counts.
 */
export function raycastSettings(): Record<string, unknown> {
  const { confirm_on_quit, ...rest } = getPreferenceValues<Record<string, unknown>>();
  const settings = Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => setting(name, value)));
  const confirm = typeof confirm_on_quit === "boolean" ? confirm_on_quit : CHOICES[String(confirm_on_quit)];
  return confirm === undefined ? settings : { ...settings, confirm_on_quit: confirm };
}

function setting(name: string, value: unknown): [string, unknown][] {
  if (value === undefined || (typeof value === "string" && value.trim() === "")) return [];
  if (name === "history_max_runs" || name === "history_max_days") return [[name, Number(value)]];
  return [[name, typeof value === "string" ? value.trim() : value]];
}
