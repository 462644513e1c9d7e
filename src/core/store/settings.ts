import { GivenSettings, Settings } from "../model/settings.ts";

/**
 * The one place that decides a setting: what the user set in Raycast's preferences, else what an imported file said,
 * else the default. A value that is not valid counts as not set.
 */
export function decideSettings(preferences: Record<string, unknown>, stored: Record<string, unknown>): Settings {
  return Settings.parse({ ...valid(stored), ...valid(preferences) });
}

function valid(values: Record<string, unknown>): Record<string, unknown> {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = GivenSettings.shape;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== undefined && (!Object.hasOwn(shape, name) || shape[name]!.safeParse(value).success),
    ),
  );
}
