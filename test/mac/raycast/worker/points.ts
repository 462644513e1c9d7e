import { parentPort, workerData } from "node:worker_threads";
import type { AwaitPoint, FromWorker, PointKind, WorkerOrder } from "../protocol.ts";

/** Await points: where a command waits for an effect, and so where an unloading can cut it off. */

const { pointKinds, killAt } = workerData as WorkerOrder;
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
  const point: AwaitPoint = { number: ++count, kind, label };
  tell({ type: "point", point });
  if (killAt?.point === point.number && killAt.side === "before") freeze(point, "before");
  return point;
}

/** The effect is done, and the command has not learned of it yet. */
export function leave(point: AwaitPoint | null): void {
  if (point && killAt?.point === point.number && killAt.side === "after") freeze(point, "after");
}

/** Stops this thread where it is until the host terminates it, so that nothing runs after the point. */
function freeze(point: AwaitPoint, side: "before" | "after"): void {
  tell({ type: "frozen", point, side });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
