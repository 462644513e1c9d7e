import { environment } from "@raycast/api";

/** The extension's folders: `support` is ours to write in, `assets` comes with the bundle. */
export function raycastFolders(): { support: string; assets: string } {
  return { support: environment.supportPath, assets: environment.assetsPath };
}
