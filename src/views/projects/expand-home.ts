import { homedir } from "node:os";

/** An absolute path for one that may begin with `~`. */
export function expandHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? `${homedir()}${path.slice(1)}` : path;
}
