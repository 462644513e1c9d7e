import { directoryOf, argumentsOf } from "../terminals/processes-on-tty.ts";
import type { Session } from "./session.ts";

type Value = string | number | boolean | null;

/** As in "20260131_235959", in local time (PTYSession.m, where it makes its variables). */
function timeString(ms: number): string {
  const date = new Date(ms);
  const [day, time] = [
    [date.getFullYear(), date.getMonth() + 1, date.getDate()],
    [date.getHours(), date.getMinutes(), date.getSeconds()],
  ].map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(""));
  return `${day}_${time}`;
}

/** Variables of a session's scope. There is none for an exit status. */
const SESSION: Record<string, (session: Session) => Value> = {
  id: (session) => session.guid,
  name: (session) => session.name,
  presentationName: (session) => session.name,
  autoName: (session) => session.autoName,
  tty: (session) => session.tty || null,
  pid: (session) => session.terminal?.pid ?? null,
  jobName: (session) => session.job?.name ?? null,
  jobPid: (session) => session.job?.pid ?? null,
  commandLine: (session) => session.job?.commandLine ?? null,
  processTitle: (session) => session.job && (argumentsOf(session.job.pid)[0] ?? null),
  path: (session) => session.terminal?.directory ?? (session.job && directoryOf(session.job.pid)),
  columns: (session) => session.terminal?.columns ?? null,
  rows: (session) => session.terminal?.rows ?? null,
  creationTimeString: (session) => timeString(session.createdAt),
  // The profile's own name, whatever a script has set as `name`.
  profileName: (session) => session.profile.name,
  terminalIconName: (session) => session.terminal?.iconTitle ?? null,
  terminalWindowName: (session) => session.terminal?.windowTitle ?? null,
  bellCount: (session) => session.terminal?.bellCount ?? null,
  showingAlternateScreen: (session) => session.terminal?.alternateScreen ?? null,
  badge: (session) => session.badge || null,
  autoLogId: (session) => session.autoLogId,
  logFilename: (session) => session.logFilename,
  termid: (session) => `${session.place}.${session.guid}`,
};

const TAB: Record<string, (session: Session) => Value> = {
  "tab.id": (session) => session.tab?.number ?? null,
  "tab.title": (session) => session.tab?.active.name ?? null,
  "tab.window.id": (session) => session.tab?.window.guid ?? null,
  /** One more than the number in ITERM_SESSION_ID (PseudoTerminal.m, where it makes its scope). */
  "tab.window.number": (session) => session.tab && session.tab.window.number + 1,
};

/** Variables that iTerm2 sets (iTermVariables.m) and this model does not, and whole scopes of them. */
const NOT_MODELLED = new Set([
  ...["shell", "uname", "hostname", "username", "isLocalhost", "sshIntegrationLevel", "effective_root_pid"],
  ...["lastCommand", "selection", "selectionLength", "mouseInfo", "mouseReportingMode", "applicationKeypad"],
  ...["deepestJob", "foregroundJobAncestors", "autoNameFormat", "triggerName", "isBroadcastSource"],
]);
const SCOPE_NOT_MODELLED = /^(tab|iterm2|parentSession)(\.|$)/;

/** Makes the lookup of variables; `globals` are what the app knows for all sessions. */
export function variableScope(globals: { home: string; pid: number }) {
  const app: Record<string, Value> = {
    homeDirectory: globals.home,
    "iterm2.pid": globals.pid,
    "iterm2.effectiveTheme": "dark",
  };

  /**
   * As text: numbers decimal, booleans "1" or "0"; null when unset or unknown. Throws for a variable that iTerm2 has
   * and this model has not: that ends the test.
   */
  return function variable(session: Session, name: string): string | null {
    if (name.startsWith("user.")) {
      return session.variables.get(name) ?? null;
    }
    const read = SESSION[name] ?? TAB[name];
    if (!read && !(name in app) && (NOT_MODELLED.has(name) || SCOPE_NOT_MODELLED.test(name))) {
      throw new Error(`The test Mac's iTerm2 does not model the variable ${name}`);
    }
    const value = read ? read(session) : (app[name] ?? null);
    return typeof value === "boolean" ? (value ? "1" : "0") : value === null ? null : String(value);
  };
}
