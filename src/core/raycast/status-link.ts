import { environment } from "@raycast/api";

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
