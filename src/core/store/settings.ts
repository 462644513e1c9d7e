import { GivenSettings, Settings } from "../model/settings.ts";

const SHAPE: Record<string, { safeParse(value: unknown): { success: boolean } }> = GivenSettings.shape;

/**
 * The one place that decides a setting: what the user set in Raycast's preferences, else what an imported file said,
 * else the default. A value that is not valid counts as not set. Preferences that are no settings (those of single
 * commands) are left out; fields of the file that are not known are kept.
 */
export function decideSettings(preferences: Record<string, unknown>, stored: Record<string, unknown>): Settings {
  const known = Object.entries(preferences).filter(([name]) => Object.hasOwn(SHAPE, name));
  return Settings.parse({ ...valid(Object.entries(stored)), ...valid(known) });
}

function valid(values: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(
    values.filter(
      ([name, value]) => value !== undefined && (!Object.hasOwn(SHAPE, name) || SHAPE[name]!.safeParse(value).success),
    ),
  );
}
