import type * as Raycast from "@raycast/api";
import { reportOf } from "../crash.ts";
import { call, notify, order } from "../port.ts";
import type { unmodelledNames } from "./unmodelled.ts";

export async function launchCommand(options: Parameters<typeof Raycast.launchCommand>[0]): Promise<void> {
  await call("command.launch", { ...options });
}

export async function updateCommandMetadata(metadata: { subtitle?: string | null }): Promise<void> {
  if (metadata.subtitle !== undefined) await call("command.subtitle", metadata.subtitle);
}

export function captureException(exception: unknown): void {
  notify("exception.capture", reportOf(exception, "captureException"));
}

export function getPreferenceValues<Values extends Raycast.PreferenceValues>(): Values {
  return structuredClone(order.preferences) as Values;
}

/** Apis that are not modelled cannot be accessed: `environment.canAccess(AI)` is false. */
let inaccessible: ReadonlySet<unknown> = new Set();
export function setInaccessible(values: Record<(typeof unmodelledNames)[number], unknown>): void {
  inaccessible = new Set(Object.values(values));
}

export const environment = {
  ...order.environment,
  canAccess: (api: unknown) => !inaccessible.has(api),
} as Raycast.Environment;

export const preferences = order.preferenceManifest as Raycast.Preferences;
