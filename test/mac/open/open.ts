import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import net from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Changes } from "../raycast/host/changes.ts";
import type { Raycast } from "../raycast/host/raycast.ts";
import type { Run } from "../raycast/host/run.ts";
import { parseOpen } from "./command-line.ts";

const program = fileURLToPath(new URL("./program.ts", import.meta.url));
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

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

/** `open` of this Mac: hands Raycast's links to Raycast, all else to the desktop. */
export class Open {
  readonly links: OpenedLink[] = [];
  readonly changes = new Changes();
  readonly #raycast: Raycast;
  readonly #server: net.Server;

  private constructor(raycast: Raycast) {
    this.#raycast = raycast;
    this.#server = net.createServer({ allowHalfOpen: true }, (socket) => {
      let asked = "";
      socket.setEncoding("utf8");
      socket.on("error", () => undefined);
      socket.on("data", (text: string) => {
        asked += text;
        if (asked.endsWith("\n")) socket.end(JSON.stringify({ problem: this.#open(asked) }));
      });
    });
  }

  /** Writes an executable `open` into `binDir`; it needs nothing from its environment. */
  static async install(binDir: string, socketPath: string, raycast: Raycast): Promise<Open> {
    const open = new Open(raycast);
    await new Promise<void>((listening, failed) => {
      open.#server.once("error", failed);
      open.#server.listen(socketPath, listening);
    });
    await mkdir(binDir, { recursive: true });
    const quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON";
    const command = [process.execPath, quiet, program, socketPath].map(quoted).join(" ");
    const executable = join(binDir, "open");
    await writeFile(executable, `#!/bin/sh\nunset NODE_OPTIONS NODE_V8_COVERAGE\nexec ${command} "$@"\n`);
    await chmod(executable, 0o755);
    return open;
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }

  /** What `open` says on stderr, ending with 1; null: it has handed everything over. */
  #open(asked: string): string | null {
    const { args, folder } = JSON.parse(asked) as { args: string[]; folder: string };
    const opening = parseOpen(args);
    if ("problem" in opening) return opening.problem;
    const { targets, background, application, reveal } = opening;
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
