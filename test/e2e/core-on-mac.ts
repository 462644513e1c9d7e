import { createRunProgram } from "../../src/core/processes/run.ts";
import { createGit } from "../../src/core/git/git.ts";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPerform } from "../../src/core/iterm2/perform.ts";
import { createOsascript } from "../../src/core/iterm2/osascript.ts";
import { createRunner } from "../../src/core/runner/runner.ts";
import type { Notification } from "../../src/core/model/action.ts";
import type { Event } from "../../src/core/model/event.ts";
import type { Clock, Ports } from "../../src/core/model/ports.ts";
import type { Project } from "../../src/core/model/project.ts";
import { createAgents } from "../../src/core/agents/records.ts";
import { createSnapshot } from "../../src/core/iterm2/snapshot.ts";
import { createJournalWatch } from "../../src/core/runner/journal-watch.ts";
import { createProbes } from "../../src/core/probes/probes.ts";
import { createProcesses } from "../../src/core/processes/processes.ts";
import { createJournals } from "../../src/core/runner/journal.ts";
import { createOrchestrator, type Orchestrator } from "../../src/core/orchestrator/orchestrator.ts";
import { createHistory } from "../../src/core/store/history.ts";
import type { KeyValue } from "../../src/core/model/ports.ts";
import { createFileLock } from "../../src/core/store/lock.ts";
import { createProjectStore } from "../../src/core/store/project-store.ts";
import type { Mac } from "../mac/mac.ts";

const runnerScript = fileURLToPath(new URL("../../assets/session-runner.sh", import.meta.url));

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A key-value store that forgets everything when the test ends. */
export function storageInMemory(): KeyValue {
  const items = new Map<string, string>();
  return {
    getItem: async (key) => items.get(key),
    setItem: async (key, value) => void items.set(key, value),
    removeItem: async (key) => void items.delete(key),
    allItems: async () => Object.fromEntries(items),
  };
}

export interface Core {
  orchestrator: Orchestrator;
  ports: Ports;
  events: Event[];
  notifications: Notification[];
  /** Keeps a project and agrees to what it runs. */
  keep(project: Project): Promise<Project>;
}

/** The core on a test Mac without Raycast around it: the real driver, runner, lock and history. */
export function coreOn(
  mac: Pick<Mac, "root" | "home" | "supportPath">,
  options: { storage?: KeyValue; settings?: Record<string, unknown> } = {},
): Core {
  const journalFolder = join(mac.supportPath, "journals");
  const osascript = createOsascript(createRunProgram(), join(mac.root, "bin", "osascript"));
  const notifications: Notification[] = [];
  const events: Event[] = [];
  const store = createProjectStore(options.storage ?? storageInMemory(), {
    settings: () => ({ default_shell: "/bin/bash", ...options.settings }),
    clock: realClock,
    lock: createFileLock(join(mac.supportPath, "store.lock"), { clock: realClock }),
  });
  const ports: Ports = {
    clock: realClock,
    terminal: { snapshot: createSnapshot(osascript), perform: createPerform(osascript) },
    processes: createProcesses(createRunProgram()),
    runner: createRunner({
      journalFolder,
      launchFolder: join(mac.root, "tmp", "launches"),
      runnerScript,
      clock: realClock,
      journals: createJournals(journalFolder),
    }),
    git: createGit(createRunProgram()),
    probes: createProbes(createRunProgram()),
    agents: createAgents({ home: mac.home }),
    watch: createJournalWatch(journalFolder),
    notifier: { notify: async (notification) => void notifications.push(notification) },
    store,
    lock: createFileLock(join(mac.supportPath, "tick.lock"), { clock: realClock }),
    history: createHistory(join(mac.supportPath, "history.sqlite")),
    home: mac.home,
  };
  const orchestrator = createOrchestrator(ports, new Set([(event) => void events.push(event)]));
  return {
    orchestrator,
    ports,
    events,
    notifications,
    keep: (project) => store.saveAgreed(project),
  };
}
