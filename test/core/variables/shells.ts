import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The shells of this machine that a person may have as login shell. */
export const SHELLS = ["sh", "bash", "dash", "zsh", "fish"].filter((shell) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => canRun(join(folder, shell))),
);

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
