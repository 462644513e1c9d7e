import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { AwaitPoint, FromWorker, PointKind, WorkerOrder } from "../protocol.ts";

/** Await points: where a command waits for an effect, and so where an unloading can cut it off. */

const { pointKinds, killAt, home } = workerData as WorkerOrder;
/** The start of a label tells what it is; a whole script, or all that it does, would be too much. */
const LONGEST = 160;
const CHANCE = /[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d+/gi;
const counts = new Map<string, number>();
let count = 0;

/** Runs `effect` as one await point: counted, and stopped before or after if the host asked for that. */
export async function across<T>(kind: PointKind, label: string, effect: () => Promise<T>): Promise<T> {
  const point = enter(kind, label);
  try {
    return await effect();
  } finally {
    leave(point);
  }
}

/** The effect is about to begin. Null: this kind is not counted. */
export function enter(kind: PointKind, label: string): AwaitPoint | null {
  if (!pointKinds.includes(kind)) return null;
  const name = label.replaceAll(dirname(home), "").replace(CHANCE, "#").slice(0, LONGEST);
  const nth = (counts.get(name) ?? 0) + 1;
  counts.set(name, nth);
  const point: AwaitPoint = { number: ++count, kind, label: label.slice(0, LONGEST), name, nth };
  tell({ type: "point", point });
  if (isMeant(point) && killAt?.side === "before") freeze(point, "before");
  return point;
}

/** The effect is done, and the command has not learned of it yet. */
export function leave(point: AwaitPoint | null): void {
  if (point && isMeant(point) && killAt?.side === "after") freeze(point, "after");
}

function isMeant({ number, name, nth }: AwaitPoint): boolean {
  if (killAt === null) return false;
  return "point" in killAt ? killAt.point === number : killAt.name === name && killAt.nth === nth;
}

/** Stops this thread where it is until the host terminates it, so that nothing runs after the point. */
function freeze(point: AwaitPoint, side: "before" | "after"): void {
  tell({ type: "frozen", point, side });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
