import { resolve } from "node:path";

/** A path as a project writes it: `~`, `$HOME` and `${HOME}` at its start are the home folder, `base` is what it is relative to. */
export function absolutePath(path: string, home: string, base: string): string {
  return resolve(
    base,
    path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, () => home),
  );
}
