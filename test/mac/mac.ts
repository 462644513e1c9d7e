import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ITerm2, type ITerm2Options } from "./iterm2/iterm2.ts";
import { inferred } from "./inferred.ts";
import { Open } from "./open/open.ts";
import { installMacTools, type MacTools } from "./programs/mac-tools.ts";
import type { AppleEvents, AppleEventsOptions } from "./osascript/apple-events.ts";
import { installOsascript, serveAppleEvents, type AppleEventServer } from "./osascript/server.ts";
import { readManifest } from "./raycast/host/manifest.ts";
import { Raycast } from "./raycast/host/raycast.ts";
import type { RaycastOptions } from "./raycast/host/options.ts";

export interface MacOptions {
  iterm2?: Partial<ITerm2Options>;
  osascript?: Partial<Omit<AppleEventsOptions, "application">>;
  raycast?: Partial<RaycastOptions>;
  /** Where `ray build -e dist -o dist` put the extension: its bundles and its manifest. */
  dist: string;
  /** Where macOS's own tools differ from this machine's; default: all. */
  tools?: Partial<MacTools>;
  /** Programs in the user's own folder of programs, by name; each a shell script. */
  programs?: Record<string, string>;
}

/** A whole Mac in one temporary folder. */
export class Mac {
  readonly root: string;
  readonly home: string;
  readonly iterm2: ITerm2;
  readonly raycast: Raycast;
  readonly appleEvents: AppleEvents;
  /** The program `open`, and the deep links that were opened with it. */
  readonly open: Open;
  readonly #server: AppleEventServer;

  private constructor(parts: {
    root: string;
    home: string;
    iterm2: ITerm2;
    raycast: Raycast;
    open: Open;
    server: AppleEventServer;
  }) {
    this.root = parts.root;
    this.home = parts.home;
    this.iterm2 = parts.iterm2;
    this.raycast = parts.raycast;
    this.open = parts.open;
    this.#server = parts.server;
    this.appleEvents = parts.server.appleEvents;
  }

  static async start(options: MacOptions): Promise<Mac> {
    const root = await mkdtemp(join(tmpdir(), "mac-"));
    const home = join(root, "home");
    const binDir = join(root, "bin");
    const tmp = join(root, "tmp");
    const extension = readManifest(options.dist).name;
    const supportPath = join(root, "Application Support", "com.raycast.macos", "extensions", extension);
    for (const folder of [home, binDir, tmp, supportPath]) await mkdir(folder, { recursive: true });
    await moveIn(home, options.programs ?? {});

    // What stands in every process's environment tells later which of them came from this Mac.
    const env = { TMPDIR: tmp, TEST_MAC: root, ...options.iterm2?.env };
    const path = [binDir, "/usr/bin", "/bin", "/usr/sbin", "/sbin"].join(delimiter);
    const unknown = inferred();
    const switches = { ...unknown.iterm2, ...options.iterm2?.switches };
    const iterm2 = new ITerm2({ home, path, ...options.iterm2, switches, env });
    const socketPath = join(root, "apple-events");
    const server = await serveAppleEvents({
      application: iterm2,
      eventLatencyMs: unknown.eventLatencyMs,
      ...options.osascript,
      switches: { ...unknown.osascript, ...options.osascript?.switches },
      socketPath,
    });
    await installOsascript(binDir, { socketPath });
    await installMacTools(binDir, options.tools);
    const raycast = new Raycast({
      dist: options.dist,
      supportPath,
      binDir,
      home,
      tmp,
      limit: 30_000,
      ...options.raycast,
      env: { TEST_MAC: root, ...options.raycast?.env },
    });
    const open = await Open.install(binDir, join(root, "open"), raycast, iterm2);
    return new Mac({ root, home, iterm2, raycast, open, server });
  }

  get supportPath(): string {
    return this.raycast.options.supportPath;
  }

  /** Copies a folder into the user's home, as `to`; returns its path there. */
  async bring(folder: string, to: string): Promise<string> {
    const path = join(this.home, to);
    await cp(folder, path, { recursive: true });
    return path;
  }

  /** Processes that this Mac started, directly or not, and that still live: their command lines. */
  survivors(): string[] {
    if (!existsSync("/proc/self/environ")) return [];
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
          if (!environment.includes(`TEST_MAC=${this.root}`)) return [];
          const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
          return command === "" ? [] : [command];
        } catch {
          return [];
        }
      });
  }

  /** Switches everything off and removes the folder. What survives is ended by nobody: see `survivors`. */
  async shutdown(): Promise<void> {
    // Sessions that end now have nobody to tell any more.
    await this.open.close();
    await this.raycast.shutdown();
    await this.iterm2.shutdown();
    await this.#server.close();
    await rm(this.root, { recursive: true, force: true });
  }
}

/** A home as a developer has it: the shells find node and npm, wherever they are installed. */
async function moveIn(home: string, programs: Record<string, string>): Promise<void> {
  const bin = join(home, "bin");
  await mkdir(bin, { recursive: true });
  await symlink(process.execPath, join(bin, "node"));
  const npm = npmCli();
  const all = npm === null ? programs : { npm: `exec node '${npm}' "$@"`, ...programs };
  for (const [name, script] of Object.entries(all)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const path = `export PATH="$HOME/bin:$PATH"\n`;
  for (const file of [".profile", ".bashrc", ".bash_profile", ".zshrc"]) await writeFile(join(home, file), path);
  await mkdir(join(home, ".config", "fish"), { recursive: true });
  await writeFile(join(home, ".config", "fish", "config.fish"), "fish_add_path --path $HOME/bin\n");
}

function npmCli(): string | null {
  if (process.env.npm_execpath !== undefined) return process.env.npm_execpath;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const cli = join(folder, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
    if (existsSync(join(folder, "npm")) && existsSync(cli)) return cli;
  }
  try {
    const root = execFileSync("npm", ["root", "-g"], { encoding: "utf8" }).trim();
    return join(dirname(root), "node_modules", "npm", "bin", "npm-cli.js");
  } catch {
    return null;
  }
}
