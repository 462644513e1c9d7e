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
 * The deep link that runs the menu bar command once in the background and shows nothing. Author and name are those of
 * the manifest that Raycast loaded. `look: once`: it looks and is done, for the next report brings the next link.
 */
export function statusLink(): string {
  const { ownerOrAuthorName, extensionName } = environment;
  const command = [ownerOrAuthorName, extensionName, "session-status"].map(encodeURIComponent).join("/");
  const context = encodeURIComponent(JSON.stringify({ look: "once" }));
  return `raycast://extensions/${command}?launchType=background&context=${context}`;
}
