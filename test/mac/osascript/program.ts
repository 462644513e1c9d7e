import { existsSync, readFileSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import { BlockingMac, createBell } from "./blocking-mac.ts";
import { parseCommandLine } from "./command-line.ts";
import { runOsascript } from "./osascript.ts";
import { MacDefect } from "./protocol.ts";

/** Exit status of a broken test Mac, which the real osascript never has. */
const defectStatus = 70;

/** All of it, also into a full pipe. */
function write(fd: number, text: string): void {
  let rest = Buffer.from(text, "utf8");
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function reachMac(socketPath: string): BlockingMac {
  const bell = createBell();
  const { port1, port2 } = new MessageChannel();
  new Worker(fileURLToPath(new URL("./link-worker.mjs", import.meta.url)), {
    workerData: { socketPath, bell, port: port2 },
    transferList: [port2],
  });
  return new BlockingMac(port1, bell, () => existsSync(socketPath));
}

function main([socketPath = "", ...args]: string[]): number {
  const line = parseCommandLine(args);
  if ("problem" in line) {
    write(2, line.problem);
    return 1;
  }
  try {
    const readSource = (file: string | null) => readFileSync(file ?? 0, "utf8");
    const outcome = runOsascript(line, readSource, reachMac(socketPath), (text) => write(2, text));
    write(2, outcome.stderr);
    write(1, outcome.stdout);
    return outcome.status;
  } catch (error) {
    if (!(error instanceof MacDefect)) throw error;
    write(2, `test Mac: ${error.message}\n`);
    return defectStatus;
  }
}

process.exit(main(process.argv.slice(2)));
