import * as net from "node:net";
import { workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { answerAndRing } from "./blocking-mac.ts";
import { splitLines } from "./lines.ts";
import type { Asked, Told } from "./protocol.ts";

/** The thread of the osascript program that talks to the Mac's socket while the script's thread sleeps. */
function serve(): void {
  const { socketPath, bell, port } = workerData as { socketPath: string; bell: Int32Array; port: MessagePort };
  const socket = net.connect(socketPath);
  let lost: Told | null = null;
  const lose = (why: string) => {
    lost ??= { defect: why };
    answerAndRing(port, bell, lost);
  };
  socket.on("error", (error) => lose(`The test Mac cannot be reached: ${error.message}`));
  socket.on("close", () => lose("The test Mac hung up"));
  socket.setEncoding("utf8");
  socket.on(
    "data",
    splitLines((line) => {
      const told = JSON.parse(line) as Told;
      if ("die" in told) process.kill(process.pid, "SIGKILL");
      else answerAndRing(port, bell, told);
    }),
  );
  port.on("message", (asked: Asked) => {
    if (lost) answerAndRing(port, bell, lost);
    else socket.write(`${JSON.stringify(asked)}\n`);
  });
}

serve();
