import { createRunProgram } from "../../../src/core/processes/run.ts";
import type { OsaScript } from "../../../src/core/iterm2/osascript.ts";
import { createGit } from "../../../src/core/git/git.ts";
import { join } from "node:path";
import { createPerform } from "../../../src/core/iterm2/perform.ts";
import { createRunner } from "../../../src/core/runner/runner.ts";
import type { ProcessRow } from "../../../src/core/model/observation.ts";
import type { Ports } from "../../../src/core/model/ports.ts";
import { createAgents } from "../../../src/core/agents/records.ts";
import { createSnapshot } from "../../../src/core/iterm2/snapshot.ts";
import { createJournalWatch } from "../../../src/core/runner/journal-watch.ts";
import { createProbes } from "../../../src/core/probes/probes.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createJournals } from "../../../src/core/runner/journal.ts";
import { createOrchestrator, type Orchestrator } from "../../../src/core/orchestrator/orchestrator.ts";
import { createHistory } from "../../../src/core/store/history.ts";
import { createFileLock } from "../../../src/core/store/lock.ts";
import { createProjectStore } from "../../../src/core/store/project-store.ts";
import { realClock, storageInMemory } from "../../e2e/core-on-mac.ts";
import { writeJournals, type Managed } from "./managed.ts";

export interface Ticking {
  orchestrator: Orchestrator;
  ports: Ports;
}

/** The whole core over a desk: all parts are the real ones, but that `ps` is told of the panes' processes. */
export async function tickingOver(root: string, osascript: OsaScript, managed: Managed): Promise<Ticking> {
  const journalFolder = join(root, "journals");
  await writeJournals(journalFolder, managed);
  const store = createProjectStore(storageInMemory(), {
    settings: () => ({}),
    clock: realClock,
    lock: createFileLock(join(root, "store.lock"), { clock: realClock }),
  });
  await store.importAll(managed.projects, null);
  await store.saveDesired(managed.desired);
  await store.saveRuntime(managed.runtime);
  const ports: Ports = {
    clock: realClock,
    terminal: { snapshot: createSnapshot(osascript), perform: createPerform(osascript) },
    processes: withRows(managed.processes),
    runner: createRunner({
      journalFolder,
      launchFolder: join(root, "launches"),
      runnerScript: join(root, "session-runner.sh"),
      clock: realClock,
      journals: createJournals(journalFolder),
    }),
    git: createGit(createRunProgram()),
    probes: createProbes(createRunProgram()),
    agents: createAgents({ home: root }),
    watch: createJournalWatch(journalFolder),
    notifier: { notify: async () => undefined },
    store,
    lock: createFileLock(join(root, "tick.lock"), { clock: realClock }),
    history: createHistory(join(root, "history.sqlite")),
    home: root,
  };
  return { orchestrator: createOrchestrator(ports), ports };
}

function withRows(rows: readonly ProcessRow[]): Ports["processes"] {
  const real = createProcesses(createRunProgram());
  return { ...real, list: async () => [...(await real.list()), ...rows] };
}

/** Ticks until every buffer has been read once; throws if the sessions are not found as they were left. */
export async function settled({ orchestrator, ports }: Ticking): Promise<void> {
  await orchestrator.tick();
  const { fault, settled } = await orchestrator.tick();
  if (fault !== null) throw fault;
  const sessions = Object.values((await ports.store.runtime()).sessions);
  const lost = sessions.filter(({ phase, reading }) => phase.name !== "up" || reading === null);
  if (!settled || lost.length > 0) throw new Error(`Not at rest: ${JSON.stringify(lost.slice(0, 2))}`);
}
