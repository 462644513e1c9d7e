import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import type { Application, Clipboard } from "@raycast/api";
import { Changes } from "./changes.ts";

/** The rest of the Mac as commands reach it through Raycast: clipboard, Finder, applications, what was opened. */
export class Desktop {
  readonly changes = new Changes();
  readonly opened: { target: string; application?: string }[] = [];
  readonly shownInFinder: string[] = [];
  readonly pasted: Clipboard.ReadContent[] = [];
  readonly quicklinks: { link: string; name?: string }[] = [];
  readonly openedPreferences: ("extension" | "command")[] = [];
  /** Newest first. */
  readonly clipboard: Clipboard.ReadContent[] = [];
  selectedInFinder: string[] = [];
  frontmost = "com.apple.finder";
  applications: Application[];
  readonly #home: string;

  constructor(home: string, applications: Application[]) {
    this.#home = home;
    this.applications = applications;
  }

  copy(content: Clipboard.ReadContent): void {
    this.clipboard.unshift(content);
    this.changes.tell();
  }

  /** Rejects like Launch Services does where there is no such application. */
  open(target: string, application?: string): void {
    if (application !== undefined) this.#application(application);
    this.opened.push({ target, application });
    this.changes.tell();
  }

  showInFinder(path: string): void {
    if (!existsSync(path)) throw new Error(`The file "${path}" does not exist`);
    this.shownInFinder.push(path);
    this.changes.tell();
  }

  trash(paths: string[]): void {
    const trash = join(this.#home, ".Trash");
    mkdirSync(trash, { recursive: true });
    for (const path of paths) renameSync(path, join(trash, basename(path)));
  }

  frontmostApplication(): Application {
    return this.#application(this.frontmost);
  }
  defaultApplication(path: string): Application {
    if (!existsSync(path)) throw new Error(`The file "${path}" does not exist`);
    return this.#application("com.apple.finder");
  }

  #application(id: string): Application {
    const found = this.applications.find(({ name, path, bundleId }) => [name, path, bundleId].includes(id));
    if (!found) throw new Error(`Unable to find application "${id}"`);
    return found;
  }
}
