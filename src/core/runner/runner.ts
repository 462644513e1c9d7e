import { appendFile, link, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../model/fault.ts";
import type { LaunchState } from "../model/observation.ts";
import type { Clock, LaunchSpec, Runner } from "../model/ports.ts";
import { runnerFileName } from "../model/runner-file-name.ts";
import { storageFault } from "../model/storage-fault.ts";
import { putAgentHooks, sweepAgentHooks, takeAgentHooksAway, type AgentHookOptions } from "./agent-hooks.ts";
import { createJournals } from "./journal.ts";
import { launchFileText, SPENT } from "./launch-file.ts";
import { plainFolder, privateFolder } from "./launch-folder.ts";

export interface RunnerOptions {
  /** Made if it is not there. */
  journalFolder: string;
  /** A path that iTerm2 cannot be given becomes one in /tmp. */
  launchFolder: string;
  /** Path of `session-runner.sh`; any characters. */
  runnerScript: string;
  /** Hooks of agents, for sessions that want them; left out: there are none. */
  agentHooks?: AgentHookOptions;
  clock: Pick<Clock, "now">;
}

/** How long the remains of a launch are kept, ms: iTerm2 may restore its window weeks later. */
const LAUNCH_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** What a launch and its runner leave in the folder, in which other things of ours lie as well. */
const OF_A_LAUNCH = /\.(?:sh|spent|revoked|withdrawn|new|left|environment|interrupted|alive)$/;
/** A journal that has grown past this is begun anew by the next launch of its session, bytes. */
const JOURNAL_LIMIT = 1024 * 1024;

/** What runs the runner where it is there; README.md says why. */
const DASH = "/bin/dash";

const infoOf = (path: string) => stat(path).catch(() => null);

async function exists(path: string): Promise<boolean> {
  return (await infoOf(path)) !== null;
}

/** Moves a file; false: it is not there. Moving needs no room on the disk. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** A last line that a full disk has cut off gets an end, so that the next one stands by itself. */
async function endLastLine(path: string): Promise<void> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return;
  const { size } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1)).finally(() => file.close());
  if (size > 0 && buffer.toString() !== "\n") await appendFile(path, "\n");
}

/** The same work, rejecting with a `Fault` only. */
function guarded<Args extends unknown[], T>(work: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw storageFault("The files of the session runner could not be written.", error, {
        advice: "See whether the support folder of the extension can be written.",
      });
    }
  };
}

/**
 * Launch files, claims and stop requests. What may have to be said while the disk is full lies ready from the start,
 * and is said by moving it. Rejects with a `Fault` only: `invalid_project`, `storage_failed`, `failed`.
 */
export function createRunner(options: RunnerOptions): Runner {
  const { journalFolder, runnerScript, agentHooks, clock } = options;
  const folder = plainFolder(options.launchFolder);

  const pathsOfLaunch = (token: string) => {
    const scratch = join(folder, runnerFileName(token));
    return {
      scratch,
      launch: `${scratch}.sh`,
      spent: `${scratch}.spent`,
      revoked: `${scratch}.revoked`,
      withdrawn: `${scratch}.withdrawn`,
    };
  };

  const pathsOfSession = (sessionId: string) => {
    const session = join(journalFolder, runnerFileName(sessionId));
    return { journal: `${session}.jsonl`, stop: `${session}.stop`, stoppable: `${session}.stoppable` };
  };

  async function stateOf(token: string): Promise<LaunchState> {
    const at = pathsOfLaunch(token);
    if (!(await exists(at.launch)) || (await exists(at.revoked))) return "gone";
    return (await exists(at.spent)) ? "offered" : "claimed";
  }

  async function states(tokens: string[]): Promise<Record<string, LaunchState>> {
    return Object.fromEntries(await Promise.all(tokens.map(async (token) => [token, await stateOf(token)] as const)));
  }

  async function offer(spec: LaunchSpec): Promise<{ command: string }> {
    const at = { ...pathsOfLaunch(spec.token), ...pathsOfSession(spec.session_id) };
    await privateFolder(folder);
    const first_in_path = agentHooks && spec.agent_hooks ? await putAgentHooks(agentHooks) : null;
    if (agentHooks && !spec.agent_hooks) await takeAgentHooksAway(agentHooks);
    const text = launchFileText(spec, { ...at, first_in_path }, runnerScript);
    await mkdir(journalFolder, { recursive: true, mode: 0o700 });
    await rm(at.stop, { force: true });
    await writeFile(at.stoppable, "", { mode: 0o600 });
    const journal = await infoOf(at.journal);
    if (journal !== null && journal.size > JOURNAL_LIMIT) await rm(at.journal, { force: true });
    await endLastLine(at.journal);
    const unfinished = `${at.scratch}.new`;
    try {
      await writeFile(unfinished, text, { mode: 0o600 });
      await writeFile(at.spent, SPENT, { mode: 0o600 });
      await rm(at.revoked, { force: true });
      await rename(unfinished, at.launch);
    } catch (error) {
      // Even a part of it may hold a secret.
      for (const path of [unfinished, at.spent]) await rm(path, { force: true });
      throw error;
    }
    return { command: `${(await exists(DASH)) ? DASH : "/bin/sh"} ${at.launch}` };
  }

  async function revoke(token: string): Promise<boolean> {
    const at = pathsOfLaunch(token);
    await privateFolder(folder);
    if (await moved(at.spent, at.revoked)) {
      // A pane that comes up all the same finds what to say; if the file were gone it would end at once, which iTerm2
      // warns of.
      await link(at.revoked, at.withdrawn)
        .then(() => rename(at.withdrawn, at.launch))
        .catch(() => rm(at.launch, { force: true }));
      return true;
    }
    const ours = (await exists(at.revoked)) || !(await exists(at.launch));
    // An earlier call may have been killed half way.
    if (ours) await rm(at.launch, { force: true });
    return ours;
  }

  async function requestStop(sessionId: string): Promise<void> {
    const { stop, stoppable } = pathsOfSession(sessionId);
    if ((await moved(stoppable, stop)) || (await exists(stop))) return;
    await mkdir(journalFolder, { recursive: true, mode: 0o700 });
    await writeFile(stop, "");
  }

  async function sweep(keep: string[]): Promise<void> {
    const kept = new Set(keep.map(runnerFileName));
    for (const file of await readdir(journalFolder).catch(() => [])) {
      const session = /^(.*)\.(jsonl|stop|stoppable)$/.exec(file)?.[1];
      if (session !== undefined && !kept.has(session)) await rm(join(journalFolder, file), { force: true });
    }
    for (const file of await readdir(folder).catch(() => [])) {
      if (!OF_A_LAUNCH.test(file)) continue;
      const path = join(folder, file);
      const { mtimeMs = clock.now() } = (await infoOf(path)) ?? {};
      if (clock.now() - mtimeMs > LAUNCH_KEPT_MS) await rm(path, { recursive: true, force: true });
    }
    if (agentHooks) await sweepAgentHooks(agentHooks, clock.now());
  }

  return {
    offer: guarded(offer),
    revoke: guarded(revoke),
    states: guarded(states),
    journals: createJournals(journalFolder),
    environmentFile: (token) => `${pathsOfLaunch(token).scratch}.environment`,
    requestStop: guarded(requestStop),
    sweep: guarded(sweep),
  };
}
