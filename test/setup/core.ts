import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAgentStateFiles } from "../../src/core/agents/state-files.ts";
import { createGit } from "../../src/core/git/git.ts";
import { createOsascript, type OsaScript } from "../../src/core/iterm2/osascript.ts";
import { createITerm2 } from "../../src/core/iterm2/iterm2.ts";
import { createLogProfile } from "../../src/core/iterm2/log-profile.ts";
import type { Notification } from "../../src/core/model/action.ts";
import type { Event } from "../../src/core/model/event.ts";
import type { Clock, KeyValue, Lock, Ports, RunProgram } from "../../src/core/model/ports.ts";
import type { Project } from "../../src/core/model/project.ts";
import { createSessionLogs } from "../../src/core/logs/session-logs.ts";
import { createOrchestrator, type Orchestrator } from "../../src/core/orchestrator/orchestrator.ts";
import { createProbes } from "../../src/core/probes/probes.ts";
import { createProcesses } from "../../src/core/processes/processes.ts";
import { createRunProgram } from "../../src/core/processes/run.ts";
import { createJournalWatch } from "../../src/core/runner/journal-watch.ts";
import { createRunner } from "../../src/core/runner/runner.ts";
import { createHistory } from "../../src/core/store/history.ts";
import { createFileLock } from "../../src/core/store/lock.ts";
import { createProjectStore, type FullProjectStore } from "../../src/core/store/project-store.ts";
import type { Mac } from "../mac/index.ts";
import { environmentOfCommands, programOnMac } from "../mac/programs/index.ts";
import { MemoryStorage } from "./memory-storage.ts";

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export interface CoreOptions {
  osascript: OsaScript;
  /** The user's home. */
  home: string;
  /** Holds locks, history and journals. */
  supportPath: string;
  launchFolder: string;
  /** Default: as this process, with the programs of this machine. */
  run?: RunProgram;
  /** Default: one in memory, empty. */
  storage?: KeyValue;
  settings?: Record<string, unknown>;
  /** What the core takes for the time. Locks always go by the real one. */
  clock?: Clock;
  /** Guards the storage; default: a file, as commands have it. */
  storeLock?: Lock;
  /** Gets each event; default: `events` of the core. */
  onEvent?: (event: Event) => void;
  /** Parts that stand in for the real ones. */
  ports?: Partial<Ports>;
}

export interface Core {
  orchestrator: Orchestrator;
  ports: Ports;
  store: FullProjectStore;
  events: Event[];
  notifications: Notification[];
  /** Keeps a project and agrees to what it runs. */
  keep(project: Project): Promise<Project>;
}

const runnerScript = fileURLToPath(new URL("../../assets/session-runner.sh", import.meta.url));

/** The whole core without Raycast around it: all parts are the real ones but those that are given. */
export function createCore({ osascript, home, supportPath, launchFolder, ...options }: CoreOptions): Core {
  const { clock = realClock, storage = new MemoryStorage(), run = createRunProgram() } = options;
  const journalFolder = join(supportPath, "journals");
  const notifications: Notification[] = [];
  const events: Event[] = [];
  const store = createProjectStore(storage, {
    settings: () => ({ default_shell: "/bin/bash", ...options.settings }),
    clock,
    lock: options.storeLock ?? createFileLock(join(supportPath, "store.lock"), { clock: realClock }),
  });
  const history = createHistory(join(supportPath, "history.sqlite"), { clock, limits: () => store.settings() });
  const onEvent = options.onEvent ?? ((event: Event) => void events.push(event));
  const ports: Ports = {
    clock,
    terminal: createITerm2(osascript),
    processes: createProcesses(run),
    runner: createRunner({ journalFolder, launchFolder, runnerScript, clock }),
    git: createGit(run),
    logs: createSessionLogs({ folder: join(launchFolder, "logs") }),
    logProfile: createLogProfile({ home, folder: join(launchFolder, "logs"), run }),
    probes: createProbes(run),
    agents: createAgentStateFiles({ home }),
    watch: createJournalWatch(journalFolder),
    notifier: { notify: async (notification) => void notifications.push(notification) },
    store,
    lock: createFileLock(join(supportPath, "tick.lock"), { clock: realClock }),
    history: {
      ...history,
      async append(published, names) {
        await history.append(published, names);
        for (const event of published) onEvent(event);
      },
    },
    home,
    ...options.ports,
  };
  const orchestrator = createOrchestrator(ports);
  return { orchestrator, ports, store, events, notifications, keep: (project) => store.saveAgreed(project) };
}

/**
 * Runs programs as a command of Raycast does on a test Mac, or on a real one whose `osascript` lies in `root`: in its
 * environment, with the Mac's own programs, and marked as coming from it.
 */
export function runProgramOn({ root, home }: Pick<Mac, "root" | "home">): RunProgram {
  const binDir = join(root, "bin");
  const env = { PATH: [binDir, process.env["PATH"]].join(delimiter) };
  const run = createRunProgram(environmentOfCommands({ binDir, home, tmp: join(root, "tmp"), env }));
  return (what) =>
    run({
      ...what,
      program: programOnMac(binDir, what.program),
      environment: { TEST_MAC: root, ...what.environment },
    });
}

/** The core on a test Mac, or on a real one whose `osascript` lies in `root`. */
export function coreOn(
  { root, home, supportPath }: Pick<Mac, "root" | "home" | "supportPath">,
  options: Pick<CoreOptions, "storage" | "settings" | "clock"> = {},
): Core {
  const run = runProgramOn({ root, home });
  const osascript = createOsascript(run);
  return createCore({ run, osascript, home, supportPath, launchFolder: join(root, "tmp", "launches"), ...options });
}
