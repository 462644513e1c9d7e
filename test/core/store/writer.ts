import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createFileLock } from "../../../src/core/store/lock.ts";
import { fileStorage } from "./file-storage.ts";
import { aStore, realClock } from "./stores.ts";

/** One command that changes the same project again and again: it counts up `times` from 0 under its own name. */
const { folder, name, times } = workerData as { folder: string; name: string; times: number };

const lock = createFileLock(join(folder, "lock"), { clock: realClock });
const store = aStore(fileStorage(join(folder, "storage")), { lock });
for (let i = 0; i < times; i++) {
  await store.updateProject("webapp", (project) => {
    const variables = project.config.environment_variables;
    const environment_variables = { ...variables, [name]: String(Number(variables[name] ?? 0) + 1) };
    return { ...project, config: { ...project.config, environment_variables } };
  });
}
parentPort?.postMessage("done");
