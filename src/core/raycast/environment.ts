import { environment } from "@raycast/api";
import { join } from "node:path";

/** A path in the extension's own folder, which is ours to write in. */
export function inSupport(name: string): string {
  return join(environment.supportPath, name);
}

/** A path of what comes with the bundle. */
export function inAssets(name: string): string {
  return join(environment.assetsPath, name);
}

/** The running command as its user knows it: "Open Project". */
export function commandTitle(): string {
  return environment.commandName.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => {
    return `${dash && " "}${letter.toUpperCase()}`;
  });
}

/**
 * A deep link that runs a command of ours. Author and name are those of the manifest that Raycast loaded; Raycast says by
 * which scheme it is reached, where that is another than its usual one (`createDeeplink` of @raycast/utils).
 */
function commandLink(command: string, parameters: Record<string, string>): string {
  const { ownerOrAuthorName, extensionName } = environment;
  const path = [ownerOrAuthorName, extensionName, command].map(encodeURIComponent).join("/");
  const written = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${process.env["RAYCAST_SCHEME"] || "raycast"}://extensions/${path}?${written.join("&")}`;
}

/**
 * Runs the menu bar command once in the background and shows nothing. `look: once`: it looks and is done, for the next
 * report brings the next link.
 */
export function statusLink(): string {
  return commandLink("session-status", { launchType: "background", context: JSON.stringify({ look: "once" }) });
}

/** Brings a session to the front; null: the one that has waited longest. */
export function sessionLink(session_id: string | null): string {
  return commandLink("go-to-next-waiting-session", { context: JSON.stringify({ session_id }) });
}
