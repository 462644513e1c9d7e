import type { Application } from "@raycast/api";
import type { Command, Manifest, Preference } from "./manifest.ts";

/** What `getPreferenceValues()` returns in a command: the manifest's defaults under what the user has set. */
export function preferenceValues(
  manifest: Manifest,
  command: Command | null,
  set: Record<string, unknown>,
  applications: Application[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const preference of [...manifest.preferences, ...(command?.preferences ?? [])]) {
    const value = set[preference.name] ?? defaultOf(preference, applications);
    if (value !== undefined) values[preference.name] = value;
    else if (preference.required)
      throw new Error(`Raycast asks for the required preference "${preference.name}" first`);
  }
  const known = new Set(allPreferences(manifest).map(({ name }) => name));
  const unknown = Object.keys(set).find((name) => !known.has(name));
  if (unknown) throw new Error(`The manifest has no preference "${unknown}"`);
  return values;
}

export function allPreferences(manifest: Manifest): Preference[] {
  return [...manifest.preferences, ...manifest.commands.flatMap(({ preferences }) => preferences)];
}

function defaultOf(preference: Preference, applications: Application[]): unknown {
  const given = forMac(preference.default);
  if (preference.type === "checkbox") return given ?? false;
  if (preference.type !== "appPicker") return given;
  return applications.find(({ name, bundleId, path }) => [name, bundleId, path].some((id) => id === given));
}

function forMac(value: unknown): unknown {
  const mac = typeof value === "object" && value !== null ? (Reflect.get(value, "macOS") as unknown) : undefined;
  return mac ?? value;
}
