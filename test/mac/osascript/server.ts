import * as net from "node:net";
import { AppleEvents } from "./apple-events.ts";
import { deferred } from "./deferred.ts";
import type { AppleEventsOptions } from "./apple-events.ts";
import { splitLines } from "./lines.ts";
import type { Asked } from "./protocol.ts";

/** The Mac's end of all osascript programs that are installed for its socket. */
export interface AppleEventServer {
  /** Counts, logs, faults, permission, switches. */
  appleEvents: AppleEvents;
  socketPath: string;
  /** Hangs up on every osascript and removes the socket. */
  close(): Promise<void>;
}

/**
 * Answers the osascript programs of `installOsascript` with the same `socketPath`, in this process. Rejects if the
 * socket cannot be made.
 */
export async function serveAppleEvents(
  options: AppleEventsOptions & { socketPath: string },
): Promise<AppleEventServer> {
  const appleEvents = new AppleEvents(options);
  const { socketPath } = options;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    const run = appleEvents.begin();
    socket.setEncoding("utf8");
    const answer = async (line: string) => {
      const told = await run.take(JSON.parse(line) as Asked);
      if (told && !socket.destroyed) socket.write(`${JSON.stringify(told)}\n`);
    };
    socket.on(
      "data",
      splitLines((line) => void answer(line)),
    );
    // A killed osascript shows as a reset; what matters is the close that follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      run.end();
    });
  });
  const { promise: listening, resolve, reject } = deferred<void>();
  server.once("error", reject);
  server.listen(socketPath, resolve);
  await listening;
  return {
    appleEvents,
    socketPath,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
