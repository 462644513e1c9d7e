import { connect, createServer } from "node:net";
import { Fault } from "../model/fault.ts";
import type { ProjectStore } from "../model/ports.ts";

/** Above the ports that tools use by default, below those that the system gives to outgoing connections. */
const FIRST = 20_000;
const COUNT = 10_000;
/** ms; on this machine a listener takes a connection at once. */
const CONNECT_LIMIT = 1_000;
const HOSTS = [undefined, "127.0.0.1", "::1"];

/**
 * The port that a project has under a name. The first time, one that nothing listens on and no other name has; from
 * then on the same, also while it is in use, which is the project's own server as a rule. Rejects with `not_found`
 * if every port is taken.
 */
export async function assignedPort(
  store: Pick<ProjectStore, "ports" | "savePort">,
  projectId: string,
  name: string,
): Promise<number> {
  const key = portKey(projectId, name);
  const ports = await store.ports();
  const given = Object.hasOwn(ports, key) ? ports[key] : undefined;
  if (given !== undefined) return given;

  return newPort(store, projectId, name);
}

/**
 * Gives the project another port under this name, which nothing listens on and no other name has. Rejects with
 * `not_found` if every port is taken.
 */
export async function newPort(
  store: Pick<ProjectStore, "ports" | "savePort">,
  projectId: string,
  name: string,
): Promise<number> {
  const key = portKey(projectId, name);
  const taken = new Set(Object.values(await store.ports()));
  const start = placeOf(key);
  for (let tried = 0; tried < COUNT; tried++) {
    const port = FIRST + ((start + tried) % COUNT);
    if (taken.has(port) || !(await isFree(port))) continue;
    await store.savePort(key, port);
    return port;
  }
  throw new Fault("not_found", `There is no free port for {port:${name}}.`, {
    advice: "Close what listens on the ports from 20000 to 29999.",
  });
}

/** Under which key the store keeps a port. */
export function portKey(projectId: string, name: string): string {
  return `${encodeURIComponent(projectId)}/${encodeURIComponent(name)}`;
}

/** The same project and name tend to the same port on another machine too. */
function placeOf(key: string): number {
  let hash = 0;
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % COUNT;
  return hash;
}

/** A listener on one address does not stop another from taking the port on the others, so each is tried. */
async function isFree(port: number): Promise<boolean> {
  for (const host of HOSTS) if (!(await canListen(port, host))) return false;
  return true;
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether somebody takes connections there on this machine. Other than trying to listen, it is in nobody's way. */
export async function isListenedOn(port: number): Promise<boolean> {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => connects(port, host)));
  return answers.includes(true);
}

function connects(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const answer = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.setTimeout(CONNECT_LIMIT, () => answer(false));
    socket.once("connect", () => answer(true)).on("error", () => answer(false));
  });
}
