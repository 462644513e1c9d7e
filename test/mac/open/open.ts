import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ITerm2 } from "../iterm2/iterm2.ts";
import { installProgram, serveProgram, type ProgramCall, type ProgramServer } from "../programs/program-server.ts";
import { Changes } from "../raycast/host/changes.ts";
import type { Raycast } from "../raycast/host/raycast.ts";
import type { Run } from "../raycast/host/run.ts";
import { parseOpen } from "./command-line.ts";

/** One deep link that a program opened. */
export interface OpenedLink {
  link: string;
  background: boolean;
  /** ms since the epoch, when `open` had reached the Mac. */
  at: number;
  /** What Raycast started; null: the user refused it, or it led nowhere. */
  run: Run | null;
  /** What Raycast showed instead of running it. */
  problem: string | null;
}

/** The names by which `open -a` and `open -b` find iTerm2. */
const ITERM2 = /(^|\/)iTerm2?(\.app)?$|^com\.googlecode\.iterm2$/;

/** `open` of this Mac: hands Raycast's links to Raycast, all else to the desktop; an iTerm2 that it starts has its environment. */
export class Open {
  readonly links: OpenedLink[] = [];
  readonly changes = new Changes();
  readonly #raycast: Raycast;
  readonly #iterm2: ITerm2;
  #server: ProgramServer | undefined;

  private constructor(raycast: Raycast, iterm2: ITerm2) {
    this.#raycast = raycast;
    this.#iterm2 = iterm2;
  }

  /** Writes an executable `open` into `binDir`; it needs nothing from its environment. */
  static async install(binDir: string, socketPath: string, raycast: Raycast, iterm2: ITerm2): Promise<Open> {
    const open = new Open(raycast, iterm2);
    open.#server = await serveProgram(socketPath, async (call) => {
      const problem = open.#open(call);
      if (problem !== null) call.err(`${problem}\n`);
      return problem === null ? 0 : 1;
    });
    await installProgram(binDir, "open", socketPath);
    return open;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** What `open` says on stderr, ending with 1; null: it has handed everything over. */
  #open({ args, folder, environment }: ProgramCall): string | null {
    const opening = parseOpen(args);
    if ("problem" in opening) return opening.problem;
    const { targets, background, application, reveal } = opening;
    if (ITERM2.test(application ?? "")) void this.#iterm2.launch(environment);
    for (const target of targets) {
      if (target.startsWith("raycast:")) {
        void this.#handOver(target, background);
        continue;
      }
      const isUrl = /^[a-z][a-z0-9+.-]*:/iu.test(target);
      const path = isUrl ? target : resolve(folder, target);
      if (!isUrl && !existsSync(path)) return `The file ${path} does not exist.`;
      try {
        if (reveal) this.#raycast.desktop.showInFinder(path);
        else this.#raycast.desktop.open(path, application ?? undefined);
      } catch {
        return `Unable to find application named '${application ?? ""}'`;
      }
    }
    return null;
  }

  /** `open` ends as soon as the link is handed over: it never learns what Raycast makes of it. */
  async #handOver(link: string, background: boolean): Promise<void> {
    const opened: OpenedLink = { link, background, at: Date.now(), run: null, problem: null };
    this.links.push(opened);
    try {
      opened.run = await this.#raycast.openLink(link);
    } catch (error) {
      opened.problem = error instanceof Error ? error.message : String(error);
    }
    this.changes.tell();
  }
}
