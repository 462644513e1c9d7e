import { directoryOf, argumentsOf } from "../terminals/processes-on-tty.ts";
import { VERSION } from "./launcher.ts";
import type { Session } from "./session.ts";

type Value = string | number | boolean | null;

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
  creationTimeString: (session) => new Date(session.createdAt).toISOString(),
  // The profile's own name, whatever a script has set as `name`.
  profileName: (session) => session.profile.name,
  terminalIconName: (session) => session.terminal?.iconTitle ?? null,
  terminalWindowName: (session) => session.terminal?.windowTitle ?? null,
  bellCount: (session) => session.terminal?.bellCount ?? null,
  showingAlternateScreen: (session) => session.terminal?.alternateScreen ?? null,
  badge: (session) => session.terminal?.badge ?? null,
};

const TAB: Record<string, (session: Session) => Value> = {
  "tab.id": (session) => session.tab?.number ?? null,
  "tab.title": (session) => session.tab?.active.name ?? null,
  "tab.window.id": (session) => session.tab?.window.guid ?? null,
  "tab.window.number": (session) => session.tab?.window.number ?? null,
};

/** Makes the lookup of variables; `globals` are what the app knows for all sessions. */
export function variableScope(globals: { home: string; shell: string; pid: number }) {
  const app: Record<string, Value> = {
    homeDirectory: globals.home,
    shell: globals.shell,
    "iterm2.pid": globals.pid,
    "iterm2.effectiveTheme": "dark",
    "iterm2.version": VERSION,
  };

  /** As text: numbers decimal, booleans "1" or "0"; null when unset or unknown. */
  return function variable(session: Session, name: string): string | null {
    if (name.startsWith("user.")) {
      return session.variables.get(name) ?? null;
    }
    const read = SESSION[name] ?? TAB[name];
    const value = read ? read(session) : (app[name] ?? null);
    return typeof value === "boolean" ? (value ? "1" : "0") : value === null ? null : String(value);
  };
}
