import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { join } from "node:path";
import type { ProcessRow } from "../../../src/core/model/observation.ts";
import type { Ports } from "../../../src/core/model/ports.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";
import { createCore, type Core } from "../../setup/core.ts";
import { writeJournals, type Managed } from "./managed.ts";

/** The whole core over these panes: all parts are the real ones, but that `ps` is told of the panes' processes. */
export async function tickingOver(root: string, osascript: OsaScript, managed: Managed): Promise<Core> {
  await writeJournals(join(root, "journals"), managed);
  const core = createCore({
    osascript,
    home: root,
    supportPath: root,
    launchFolder: join(root, "launches"),
    onEvent: () => undefined,
    ports: { processes: withRows(managed.processes), notifier: { notify: async () => undefined } },
  });
  await core.store.importAll(managed.projects, null);
  await core.store.saveDesired(managed.desired);
  await core.store.saveRuntime(managed.runtime);
  return core;
}

function withRows(rows: readonly ProcessRow[]): Ports["processes"] {
  const real = createProcesses(createRunProgram());
  return { ...real, list: async () => [...(await real.list()), ...rows] };
}

/** Ticks until every buffer has been read once; throws if the sessions are not found as they were left. */
export async function settled({ orchestrator, ports }: Core): Promise<void> {
  await orchestrator.tick();
  const { fault, settled } = await orchestrator.tick();
  if (fault !== null) throw fault;
  const sessions = Object.values((await ports.store.runtime()).sessions);
  const lost = sessions.filter(({ phase, reading }) => phase.name !== "up" || reading === null);
  if (!settled || lost.length > 0) throw new Error(`Not at rest: ${JSON.stringify(lost.slice(0, 2))}`);
}
