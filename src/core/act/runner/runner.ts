import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "../../model/fault.ts";
import type { LaunchState } from "../../model/observation.ts";
import type { Clock, LaunchSpec, Runner } from "../../model/ports.ts";
import { runnerFileName } from "../../model/runner-files.ts";
import { launchFileText, type LaunchPaths } from "./launch-file.ts";
import { plainFolder, privateFolder } from "./launch-folder.ts";

export interface RunnerOptions {
  /** Made if it is not there. */
  journalFolder: string;
  /** Default: a folder of ours in the system's temporary folder. A path that iTerm2 cannot be given becomes one in /tmp. */
  launchFolder?: string;
  /** Path of `session-runner.sh`; any characters. */
  runnerScript: string;
  clock: Pick<Clock, "now">;
  /** Reads journals of `journalFolder`; see `observe/runner/journal.ts`. */
  journals: Runner["journals"];
}

/** How long the claim and the remains of a launch are kept, ms: iTerm2 may restore its window weeks later. */
const CLAIM_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** A journal that has grown past this is begun anew by the next launch of its session, bytes. */
const JOURNAL_LIMIT = 1024 * 1024;

async function exists(path: string): Promise<boolean> {
  return (await changedAt(path)) !== null;
}

async function changedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

/** Makes the claim of a launch; false if it was there. */
async function claim(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault("storage_failed", "The files of the session runner could not be written.", {
    advice: "See whether the disk is full and the support folder of the extension can be written.",
    cause: error,
  });
}

/** Launch files, claims and stop requests. Rejects with a `Fault` only: `invalid_project`, `storage_failed`, `failed`. */
export function createRunner(options: RunnerOptions): Runner {
  const { journalFolder, runnerScript, clock } = options;
  const folder = plainFolder(options.launchFolder ?? join(tmpdir(), "iterm-project-orchestrator"));

  function paths(token: string, sessionId: string): LaunchPaths {
    const launch = runnerFileName(token);
    const session = runnerFileName(sessionId);
    return {
      launch: join(folder, `${launch}.sh`),
      claim: join(folder, `${launch}.claim`),
      scratch: join(folder, launch),
      journal: join(journalFolder, `${session}.jsonl`),
      stop: join(journalFolder, `${session}.stop`),
    };
  }

  const revoked = (claimPath: string) => join(claimPath, "revoked");

  async function stateOf(token: string): Promise<LaunchState> {
    const { launch, claim: claimPath } = paths(token, "");
    if (await exists(claimPath)) return (await exists(revoked(claimPath))) ? "gone" : "claimed";
    if (await exists(launch)) return "offered";
    // A runner may have claimed and removed it between the two looks.
    return (await exists(claimPath)) ? "claimed" : "gone";
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asFault(error);
    }
  }

  async function offer(spec: LaunchSpec): Promise<{ command: string }> {
    const at = paths(spec.token, spec.session_id);
    const text = launchFileText(spec, at, runnerScript);
    await privateFolder(folder);
    await mkdir(journalFolder, { recursive: true, mode: 0o700 });
    await rm(at.stop, { force: true });
    const journal = await stat(at.journal).catch(() => null);
    if (journal !== null && journal.size > JOURNAL_LIMIT) await rm(at.journal, { force: true });
    const unfinished = `${at.scratch}.new`;
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, at.launch);
    return { command: `/bin/sh ${at.launch}` };
  }

  async function revoke(token: string): Promise<boolean> {
    const { launch, claim: claimPath } = paths(token, "");
    await privateFolder(folder);
    const ours = (await claim(claimPath)) || (await exists(revoked(claimPath)));
    if (!ours) return false;
    await writeFile(revoked(claimPath), "");
    await rm(launch, { force: true });
    return true;
  }

  async function sweep(keep: string[]): Promise<void> {
    const kept = new Set(keep.map(runnerFileName));
    for (const file of await readdir(journalFolder).catch(() => [])) {
      const session = /^(.*)\.(jsonl|stop)$/.exec(file)?.[1];
      if (session !== undefined && !kept.has(session)) await rm(join(journalFolder, file), { force: true });
    }
    for (const file of await readdir(folder).catch(() => [])) {
      const at = (await changedAt(join(folder, file))) ?? clock.now();
      if (clock.now() - at > CLAIM_KEPT_MS) await rm(join(folder, file), { recursive: true, force: true });
    }
  }

  return {
    offer: (spec) => guarded(() => offer(spec)),
    revoke: (token) => guarded(() => revoke(token)),
    states: (tokens) =>
      guarded(async () => {
        const states = await Promise.all(tokens.map(async (token) => [token, await stateOf(token)] as const));
        return Object.fromEntries(states);
      }),
    journals: options.journals,
    requestStop: (sessionId) =>
      guarded(async () => {
        await mkdir(journalFolder, { recursive: true, mode: 0o700 });
        await writeFile(paths("", sessionId).stop, "");
      }),
    sweep: (keep) => guarded(() => sweep(keep)),
  };
}
