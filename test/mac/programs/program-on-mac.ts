import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export const systemFolders = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** The program that stands at this path of a test Mac: its own in `binDir`, else this machine's. */
export function programOnMac(binDir: string, path: string): string {
  const own = join(binDir, basename(path));
  return systemFolders.includes(dirname(path)) && existsSync(own) ? own : path;
}
