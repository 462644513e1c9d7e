import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { interpolate } from "./command-line.ts";
import type { Modals } from "./modals.ts";
import { NO_LOG } from "./profile.ts";
import type { Session } from "./session.ts";
import { isAtLeast } from "./switches.ts";
import type { Switches } from "./switches.ts";

/** What is written of a session's output: one open file, as iTermLoggingHelper.m has it. */
export class SessionLog {
  readonly path: string;
  #file: number | null;
  /** Where the next bytes go, whatever others do to the file; null: always at its end. */
  #offset: number | null;

  private constructor(path: string, file: number, keepsOffset: boolean) {
    this.path = path;
    this.#file = file;
    this.#offset = keepsOffset ? fstatSync(file).size : null;
  }

  /** Opens the file to append to it, and makes it if need be; null when that cannot be. */
  static open(path: string, { umask, logKeepsOffset }: LogSwitches): SessionLog | null {
    const isNew = !statSync(path, { throwIfNoEntry: false });
    if (!mayWrite(isNew ? dirname(path) : path)) return null;
    try {
      const file = openSync(path, constants.O_WRONLY | constants.O_CREAT);
      if (isNew) fchmodSync(file, 0o666 & ~umask);
      return new SessionLog(path, file, logKeepsOffset);
    } catch {
      return null;
    }
  }

  /** A write that fails closes the log for good, and nobody is told. */
  write(bytes: Uint8Array): void {
    if (this.#file === null) return;
    try {
      for (let at = 0; at < bytes.length;) {
        const position = this.#offset ?? fstatSync(this.#file).size;
        const written = writeSync(this.#file, bytes, at, bytes.length - at, position);
        at += written;
        if (this.#offset !== null) this.#offset += written;
      }
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
  }
}

/** The user of this Mac is never root, whoever runs the tests: what the mode forbids to its owner is forbidden. */
function mayWrite(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o200) !== 0;
}

type LogSwitches = Pick<Switches, "version" | "umask" | "logKeepsOffset">;

/** What logging needs of the app. */
export interface LogHost {
  modals: Modals;
  switches: LogSwitches;
  home: string;
  /** iTerm2's own notifications. */
  notify(text: string): void;
}

/**
 * Starts the log that the session's profile asks for, before its program starts (PTYSession+ARC.m,
 * fetchAutoLogFilenameWithCompletion:). A promise: the user is asked something, and the launch waits.
 */
export function startLog(session: Session, host: LogHost): Promise<void> | null {
  const { automatically, style, directory, name } = session.profile.log;
  if (!automatically) return null;
  if (style !== 0) throw new Error("The test Mac's iTerm2 models no log but the raw one");

  const evaluated = (text: string) => interpolate(text, (expression) => session.evaluate(expression) ?? "");
  const isInterpolated = isAtLeast(host.switches.version, "3.5");
  const folder = isInterpolated ? evaluated(directory) : directory;
  const file = evaluated(isInterpolated ? name : NO_LOG.name);
  if (folder === null || file === null) {
    return host.modals.ask({ kind: "log_problem", text: "Session Logging Problem" }).then(() => {});
  }
  return openLog(session, join(folder === "" ? host.home : folder, file.replaceAll("/", "__")), host);
}

/** The same for a file whose name is known, as when a program is found again. */
export function openLog(session: Session, path: string, host: LogHost): Promise<void> | null {
  const expanded = path.replace(/^~(?=\/|$)/, host.home);
  const open = () => {
    session.logFilename = path;
    session.log = SessionLog.open(expanded, host.switches);
    if (session.log === null) host.notify(`Couldn’t write to session log: ${path}`);
  };
  const folder = dirname(expanded);
  if (isAtLeast(host.switches.version, "3.6") && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return host.modals.ask({ kind: "log_folder", text: `Logging Folder Not Found: ${folder}` }).then(({ ok }) => {
      if (!ok) return;
      mkdirSync(folder, { recursive: true });
      open();
    });
  }
  open();
  return null;
}
