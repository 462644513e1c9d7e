import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Mac, type MacOptions } from "../mac/index.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

export type MacSettings = Partial<MacOptions> & {
  /** What sessions run in; default bash, which starts fastest. Null: as the project file or the default says. */
  shell?: string | null;
};

/** A test Mac with this extension on it. `BUNDLES` in the environment names another folder of bundles than `dist`. */
export async function startMac({ shell = "/bin/bash", ...options }: MacSettings = {}): Promise<Mac> {
  const preferences = { ...(shell === null ? {} : { default_shell: shell }), ...options.raycast?.preferences };
  const dist = process.env["BUNDLES"] ?? join(repository, "dist");
  return Mac.start({ dist, ...options, raycast: { ...options.raycast, preferences } });
}
