import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, HostCallName, HostCalls, ToWorker, WorkerOrder } from "../protocol.ts";
import { across } from "./points.ts";

/** What this worker was started with. */
export const order = workerData as WorkerOrder;

let calls = 0;
const waiting = new Map<number, (reply: ToWorker & { type: "reply" }) => void>();

export function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Asks Raycast for something; rejects with the host's reason. Each call is an await point of the command. */
export function call<Name extends HostCallName>(
  name: Name,
  ...args: Parameters<HostCalls[Name]>
): Promise<ReturnType<HostCalls[Name]>> {
  const kind = name.startsWith("storage.") ? "storage" : "host";
  const label = `${name}(${typeof args[0] === "string" ? args[0] : ""})`;
  return across(kind, label, () => exchange(name, args) as Promise<ReturnType<HostCalls[Name]>>);
}

/** Tells Raycast something that the command does not wait for. */
export function notify<Name extends HostCallName>(name: Name, ...args: Parameters<HostCalls[Name]>): void {
  exchange(name, args).catch(() => undefined);
}

function exchange(name: HostCallName, args: unknown[]): Promise<unknown> {
  const id = ++calls;
  return new Promise((resolve, reject) => {
    waiting.set(id, (reply) => (reply.ok ? resolve(reply.value) : reject(new Error(reply.message))));
    say({ type: "call", id, name, args });
  });
}

/** Hands replies to those who wait, and everything else to `otherwise`. */
export function listen(otherwise: (message: Exclude<ToWorker, { type: "reply" }>) => void): void {
  parentPort?.on("message", (message: ToWorker) => {
    if (message.type !== "reply") return otherwise(message);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
}
