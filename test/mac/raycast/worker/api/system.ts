import type { PathLike } from "node:fs";
import { fileURLToPath } from "node:url";
import type * as Raycast from "@raycast/api";
import { call } from "../port.ts";

function pathOf(path: PathLike): string {
  return path instanceof URL ? fileURLToPath(path) : String(path);
}

export async function open(target: string, application?: Raycast.Application | string): Promise<void> {
  const name = typeof application === "object" ? (application.bundleId ?? application.path) : application;
  await call("open.target", target, name);
}

export async function showInFinder(path: PathLike): Promise<void> {
  await call("finder.show", pathOf(path));
}

export async function trash(paths: PathLike | PathLike[]): Promise<void> {
  await call("finder.trash", (Array.isArray(paths) ? paths : [paths]).map(pathOf));
}

export function getSelectedFinderItems(): Promise<Raycast.FileSystemItem[]> {
  return call("finder.selected");
}

export function getApplications(path?: PathLike): Promise<Raycast.Application[]> {
  return call("applications.all", path === undefined ? undefined : pathOf(path));
}
export function getDefaultApplication(path: PathLike): Promise<Raycast.Application> {
  return call("applications.default", pathOf(path));
}
export function getFrontmostApplication(): Promise<Raycast.Application> {
  return call("applications.frontmost");
}

export function openExtensionPreferences(): Promise<void> {
  return call("preferences.open", "extension");
}
export function openCommandPreferences(): Promise<void> {
  return call("preferences.open", "command");
}
