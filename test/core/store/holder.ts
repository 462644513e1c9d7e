import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { createFileLock } from "../../../src/core/store/lock.ts";
import { realClock } from "./stores.ts";

/** Takes the lock, says so, and keeps it for ever. As a process the path is its argument; as a worker its data. */
const path = isMainThread ? process.argv[2]! : (workerData as string);

await createFileLock(path, { clock: realClock, command: "List Projects" }).hold(
  () => {
    if (isMainThread) process.stdout.write("held\n");
    else parentPort!.postMessage("held");
    return new Promise<void>(() => setInterval(() => undefined, 1_000));
  },
  { wait_ms: 5_000, limit_ms: 600_000 },
);
