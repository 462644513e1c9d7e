import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where the check runs: a folder of its own, with an `osascript` in its `bin`. */
export interface Place {
  root: string;
  home: string;
  supportPath: string;
  leave(): Promise<void>;
}

/** A folder of ours on the real Mac; its path is plain, as iTerm2's `command` needs it. */
export async function onThisMac(): Promise<Place> {
  const root = await mkdtemp("/tmp/check-mac-");
  const supportPath = join(root, "support");
  for (const folder of ["bin", "support", "tmp"]) await mkdir(join(root, folder));
  await symlink("/usr/bin/osascript", join(root, "bin", "osascript"));
  return { root, home: homedir(), supportPath, leave: () => rm(root, { recursive: true, force: true }) };
}

/** The test Mac, so that the check itself is checked. Nothing of it is loaded on a real one. */
export async function onATestMac(): Promise<Place> {
  const { startMac } = await import("../setup/start-mac.ts");
  const mac = await startMac();
  return { root: mac.root, home: mac.home, supportPath: mac.supportPath, leave: () => mac.shutdown() };
}
