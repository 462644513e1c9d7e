import childProcess, { ChildProcess } from "node:child_process";
import os from "node:os";
import { programOnMac, systemFolders } from "../../programs/program-on-mac.ts";
import { enter, leave } from "./points.ts";
import { order } from "./port.ts";

/** Makes this thread look like Node as Raycast starts it on a Mac: launchd's environment, and the Mac's own programs. */

/** What Node's `ChildProcess.prototype.spawn` is given; every asynchronous way to start a program ends there. */
interface SpawnOrder {
  file: string;
  args: string[];
  cwd?: string;
  envPairs?: string[];
}
interface Spawner {
  spawn(this: ChildProcess, order: SpawnOrder): number;
}

export function becomeMac(): void {
  Object.defineProperty(process, "platform", { value: "darwin" });
  Object.assign(os, { platform: () => "darwin", type: () => "Darwin", homedir: () => order.home });
  Object.assign(process, { cwd: () => "/" });
  wrapSpawn();
  wrapSync();
}

function wrapSpawn(): void {
  const prototype = ChildProcess.prototype as unknown as Spawner;
  const spawn = prototype.spawn;
  prototype.spawn = function (this: ChildProcess, given: SpawnOrder): number {
    const point = enter("process", given.args.join(" "));
    const once = () => {
      this.removeListener("exit", once);
      this.removeListener("error", once);
      leave(point);
    };
    this.prependListener("exit", once);
    this.prependListener("error", once);
    return spawn.call(this, asOnMac(given));
  };
}

function asOnMac(given: SpawnOrder): SpawnOrder {
  const envPairs = (given.envPairs ?? []).map((pair) => (pair.startsWith("PATH=") ? `PATH=${macPath(pair)}` : pair));
  // Whatever environment a program is given, it is seen to come from this Mac.
  const mark = process.env["TEST_MAC"];
  if (mark !== undefined) envPairs.push(`TEST_MAC=${mark}`);
  return { ...given, file: programOnMac(order.binDir, given.file), cwd: given.cwd ?? "/", envPairs };
}

/** The Mac's programs stand where the system's are: before them in any PATH that has a system folder. */
function macPath(pair: string): string {
  const folders = pair.slice("PATH=".length).split(":");
  if (folders.includes(order.binDir) || !folders.some((folder) => systemFolders.includes(folder))) {
    return folders.join(":");
  }
  return [order.binDir, ...folders].join(":");
}

/** The synchronous ways do not pass through `ChildProcess`: their options get the same environment. */
function wrapSync(): void {
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = childProcess[name] as (...args: unknown[]) => unknown;
    const wrapped = (...args: unknown[]) => {
      const at = args.findIndex((arg, index) => index > 0 && typeof arg === "object" && !Array.isArray(arg));
      const options = (at > 0 ? args[at] : {}) as { env?: Record<string, string | undefined>; cwd?: string };
      const env = options.env ?? process.env;
      const macOptions = { cwd: "/", ...options, env: { ...env, PATH: macPath(`PATH=${env["PATH"] ?? ""}`) } };
      if (at > 0) args[at] = macOptions;
      else args.push(macOptions);
      const point = enter("process", `${name} ${String(args[0])}`.slice(0, 80));
      try {
        return original(...args);
      } finally {
        leave(point);
      }
    };
    Object.assign(childProcess, { [name]: wrapped });
  }
}
