import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { installProgram, serveProgram, type ProgramCall } from "../programs/program-server.ts";
import { AppleEvents, type AppleEventsOptions } from "./apple-events.ts";
import { parseCommandLine } from "./command-line.ts";
import { createScriptRunner, type ScriptRunner } from "./script-runner.ts";

/** The Mac's end of all osascript programs that are installed for its socket. */
export interface AppleEventServer {
  /** Counts, logs, faults, permission, switches. */
  appleEvents: AppleEvents;
  socketPath: string;
  /** Hangs up on every osascript and removes the socket. */
  close(): Promise<void>;
}

/**
 * Runs the scripts of the osascript programs of `installOsascript` with the same `socketPath`, in threads of this
 * process. Rejects if the socket cannot be made.
 */
export async function serveAppleEvents(
  options: AppleEventsOptions & { socketPath: string },
): Promise<AppleEventServer> {
  const appleEvents = new AppleEvents(options);
  const scripts = createScriptRunner(appleEvents);
  const server = await serveProgram(options.socketPath, (call) => runOsascript(scripts, call));
  return {
    appleEvents,
    socketPath: options.socketPath,
    async close() {
      await server.close();
      await scripts.close();
    },
  };
}

/** Writes an executable `osascript` into `binDir` that reaches the Mac at `socketPath`. Returns its path. */
export function installOsascript(binDir: string, { socketPath }: { socketPath: string }): Promise<string> {
  return installProgram(binDir, "osascript", socketPath);
}

async function runOsascript(scripts: ScriptRunner, call: ProgramCall): Promise<number | "kill"> {
  const source = await sourceOf(call);
  if (source === null) return 1;
  let logged = 0;
  const log = (text: string) => {
    logged += text.length;
    call.err(text);
  };
  const { stdout, stderr, status } = await scripts.run(call.args, source, {
    environment: call.environment,
    signal: call.gone,
    log,
  });
  call.err(stderr.slice(logged));
  call.out(stdout);
  return status ?? "kill";
}

/** The script that is not in the command line itself; null: it cannot be read, which the caller has been told. */
async function sourceOf({ args, folder, stdin, err }: ProgramCall): Promise<string | null> {
  const line = parseCommandLine(args);
  if ("problem" in line || line.script !== null) return "";
  if (line.file === null) return stdin();
  try {
    return await readFile(resolve(folder, line.file), "utf8");
  } catch {
    err(`osascript: ${line.file}: No such file or directory\n`);
    return null;
  }
}
