import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { interpolate, parameters, splitWords, substitute } from "./command-line.ts";
import type { Modals } from "./modals.ts";
import type { Session } from "./session.ts";

/** What the app hands to programs: what `launchd` gives an app, without anything of a login shell. */
export interface AppEnvironment {
  home: string;
  user: string;
  /** The login shell, an absolute path. */
  shell: string;
  lang: string;
  /** Minimal by default, without Homebrew. */
  path: string;
  /** iTerm2's own. */
  version: string;
  /** Of the program that started the app; empty: its user did. */
  inherited: Record<string, string>;
  /** Added to what the app has, and to every program's environment. */
  extra: Record<string, string>;
}

/** What a program in a session finds in its environment. */
export function environmentOf(session: Session, app: AppEnvironment, directory: string): Record<string, string> {
  const id = `${session.place}:${session.guid}`;
  return {
    HOME: app.home,
    USER: app.user,
    LOGNAME: app.user,
    SHELL: app.shell,
    PATH: app.path,
    ...app.inherited,
    LANG: app.lang,
    ...app.extra,
    PWD: directory,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "iTerm.app",
    TERM_PROGRAM_VERSION: app.version,
    LC_TERMINAL: "iTerm2",
    LC_TERMINAL_VERSION: app.version,
    ITERM_SESSION_ID: id,
    TERM_SESSION_ID: id,
    ITERM_PROFILE: session.profile.name,
  };
}

/**
 * Makes program and arguments of a session's command: interpolated, trimmed, asked for, split. Empty, or with an
 * expression that does not evaluate: the login shell. Null: the user cancelled a parameter. If the profile says so, the
 * login shell is given the command instead of iTerm2's splitter (ITAddressBookMgr.m,
 * bookmarkCommandSwiftyString:forObjectType:).
 */
export async function argvOf(session: Session, app: AppEnvironment, modals: Modals): Promise<string[] | null> {
  const text = session.command ?? session.profile.command ?? "";
  const computed = (interpolate(text, (expression) => session.evaluate(expression)) ?? "").trim();
  if (computed === "") {
    return [app.shell, "-l"];
  }
  const values: Record<string, string> = {};
  for (const name of parameters(computed)) {
    const answer = await modals.ask({ kind: "parameter", text: name });
    if (!answer.ok) {
      return null;
    }
    values[name] = answer.value;
  }
  const command = substitute(computed, values);
  return session.profile.commandInLoginShell ? [app.shell, "-l", "-i", "-c", command] : splitWords(command, app.home);
}

/** Whether the program can be found and run with this search path. */
export function isRunnable(program: string, path: string): boolean {
  const candidates = program.includes("/") ? [program] : path.split(":").map((folder) => join(folder, program));
  return candidates.some((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
