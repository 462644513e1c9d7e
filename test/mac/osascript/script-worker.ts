import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { BlockingMac } from "./blocking-mac.ts";
import type { CommandLine } from "./command-line.ts";
import { runOsascript } from "./osascript.ts";
import { MacDefect } from "./protocol.ts";

/** Runs osascripts of the in-process runner, one after the other, each in a world of its own. */
function serve(): void {
  const { bell, port } = workerData as { bell: Int32Array<SharedArrayBuffer>; port: MessagePort };
  const parent = parentPort;
  if (!parent) throw new Error("This is a worker thread's program");
  parent.on("message", ({ line, stdin }: { line: CommandLine; stdin: string }) => {
    let logged = "";
    const log = (text: string) => {
      logged += text;
      // By the way of the questions, so that it is there before the answer that may be the end of this script.
      port.postMessage({ log: text });
    };
    try {
      const outcome = runOsascript(line, () => stdin, new BlockingMac(port, bell), log);
      parent.postMessage({ outcome: { ...outcome, stderr: logged + outcome.stderr } });
    } catch (error) {
      if (!(error instanceof MacDefect)) throw error;
      parent.postMessage({ defect: error.message });
    }
  });
}

// Promises that a script leaves behind find it over, and are refused: for nobody to hear, as osascript has ended.
process.on("unhandledRejection", () => undefined);
serve();
