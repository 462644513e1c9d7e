import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import * as net from "node:net";
import { join } from "node:path";

/** One run of a program, from its command line to its end. */
export interface ProgramCall {
  args: string[];
  /** Its working directory. */
  folder: string;
  environment: Record<string, string>;
  /** All of its standard input. */
  stdin(): Promise<string>;
  out(text: string): void;
  err(text: string): void;
  /** Aborts when the program is gone, killed or not. */
  gone: AbortSignal;
}

/** Does what a program does; resolves with its exit status, or "kill" if it is killed. */
export type ProgramBody = (call: ProgramCall) => Promise<number | "kill">;

export interface ProgramServer {
  socketPath: string;
  /** Hangs up on every run and removes the socket. */
  close(): Promise<void>;
}

/** Exit status of a broken test Mac, which no real program has. */
const DEFECT = 70;

/**
 * Does the work of all programs that `installProgram` made for this socket, in this process. Rejects if the socket
 * cannot be made. A `body` that rejects ends its program with status 70 and a line that begins with `test Mac:`.
 */
export async function serveProgram(socketPath: string, body: ProgramBody): Promise<ProgramServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    const gone = new AbortController();
    // A killed program shows as a reset; what matters is the close that follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      gone.abort();
    });
    void answer(socket, body, gone.signal);
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(socketPath, listening);
  });
  return {
    socketPath,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function answer(socket: net.Socket, body: ProgramBody, gone: AbortSignal): Promise<void> {
  const text = textsOf(socket);
  const order = (line: string, content = "") => {
    if (!socket.destroyed) socket.write(`${line}\n${content}`);
  };
  const print = (where: "out" | "err") => (content: string) => order(`${where} ${Buffer.byteLength(content)}`, content);
  const err = print("err");
  try {
    const count = Number(await text());
    const folder = await text();
    const args: string[] = [];
    while (args.length < count) args.push(await text());
    const environment = Object.fromEntries((await text()).split("\0").map((pair) => pair.split(/=(.*)/s, 2)));
    const stdin = () => {
      order("stdin");
      return text();
    };
    const end = await body({ args, folder, environment, stdin, out: print("out"), err, gone });
    order(end === "kill" ? "kill" : `exit ${end}`);
  } catch (error) {
    if (gone.aborted) return;
    err(`test Mac: ${error instanceof Error ? error.message : String(error)}\n`);
    order(`exit ${DEFECT}`);
  }
}

/** The texts that a program sends, each `<bytes>\n<text>`; a call rejects if the program is gone before its text is there. */
function textsOf(socket: net.Socket): () => Promise<string> {
  let received = Buffer.alloc(0);
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const more = async () => {
    const { value, done } = await chunks.next();
    if (done) throw new Error("The program is gone");
    received = Buffer.concat([received, value]);
  };
  return async () => {
    let newline: number;
    while ((newline = received.indexOf("\n")) < 0) await more();
    const start = newline + 1;
    const end = start + Number(received.subarray(0, newline).toString());
    while (received.length < end) await more();
    const text = received.subarray(start, end).toString("utf8");
    received = received.subarray(end);
    return text;
  };
}

/** A Mac has the locale en_US.UTF-8; where this machine has none, Perl would say so on every standard error. */
export const PERL = "#!/usr/bin/env -S PERL_BADLANG=0 /usr/bin/perl";

/**
 * Writes an executable `name` into `binDir` (made if missing) whose work the Mac at `socketPath` does. It needs nothing
 * from its environment, not even PATH. Returns its path.
 */
export async function installProgram(binDir: string, name: string, socketPath: string): Promise<string> {
  const client = await readFile(new URL("./client.pl", import.meta.url), "utf8");
  await mkdir(binDir, { recursive: true });
  const executable = join(binDir, name);
  const quoted = `'${socketPath.replace(/['\\]/g, "\\$&")}'`;
  await writeFile(executable, `${PERL}\nour $socket = ${quoted};\n${client}`);
  await chmod(executable, 0o755);
  return executable;
}
