import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createNotifier } from "./notifications/notifier.ts";
import { createGit } from "./git/git.ts";
import { createOsascript } from "./iterm2/osascript.ts";
import { createRunner } from "./runner/runner.ts";
import type { Clock, History, JournalWatch, Ports } from "./model/ports.ts";
import { HOOK_FOLDER, hookFiles } from "./agents/agents.ts";
import { createAgentStateFiles } from "./agents/state-files.ts";
import { createITerm2 } from "./iterm2/iterm2.ts";
import { createLogProfile } from "./iterm2/log-profile.ts";
import { createJournalWatch } from "./runner/journal-watch.ts";
import { createSessionLogs } from "./logs/session-logs.ts";
import { createProbes } from "./probes/probes.ts";
import { createProcesses } from "./processes/processes.ts";
import { createRunProgram } from "./processes/run.ts";
import { createOrchestrator, type Orchestrator } from "./orchestrator/orchestrator.ts";
import { createHistory } from "./store/history.ts";
import { createFileLock } from "./store/lock.ts";
import { createProjectStore, type FullProjectStore } from "./store/project-store.ts";
import { commandTitle, inAssets, inSupport, sessionLink, statusLink } from "./raycast/environment.ts";
import { raycastSettings } from "./raycast/preferences.ts";
import { raycastStorage } from "./raycast/storage.ts";

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};

/** Makes a thing the first time it is asked for: a command pays only for what it uses. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const lock = (name: string) => createFileLock(inSupport(name), { clock, command: commandTitle() });
const journalFolder = () => inSupport("journals");

export const store = once((): FullProjectStore =>
  createProjectStore(raycastStorage, {
    settings: raycastSettings,
    clock,
    lock: lock("store.lock"),
  }),
);

export const history = once((): History =>
  createHistory(inSupport("history.sqlite"), { clock, limits: () => store().settings() }),
);

const ports = once((): Ports => {
  const run = createRunProgram();
  const agents = createAgentStateFiles({ home: homedir() });
  const agentFolder = join(homedir(), HOOK_FOLDER);
  // In the home: macOS removes what lies in a temporary folder for three days, and a restored pane needs its file.
  const privateFolder = join(homedir(), ".iterm-project-orchestrator");
  const logFolder = join(privateFolder, "logs");
  return {
    clock,
    terminal: createITerm2(createOsascript(run)),
    processes: createProcesses(run),
    runner: createRunner({
      journalFolder: journalFolder(),
      launchFolder: privateFolder,
      runnerScript: inAssets("session-runner.sh"),
      agentHooks: { folder: agentFolder, assets: inAssets("agents"), files: hookFiles(agentFolder) },
      clock,
    }),
    logs: createSessionLogs({ folder: logFolder }),
    logProfile: createLogProfile({ home: homedir(), folder: logFolder, run }),
    probes: createProbes(run),
    git: createGit(run),
    agents,
    watch: createJournalWatch(journalFolder(), agents),
    notifier: createNotifier({ run, linkTo: sessionLink }),
    store: store(),
    lock: lock("tick.lock"),
    history: history(),
    home: homedir(),
    statusLink: statusLink(),
  };
});

export const orchestrator = once((): Orchestrator => createOrchestrator(ports()));

/** Wakes an open view when a session reports. */
export const journalWatch = (): JournalWatch => ports().watch;
