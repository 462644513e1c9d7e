/** A profile as iTerm2 stores it: values by the keys of its property list (ITAddressBookMgr.h). */
export type ProfileKeys = Readonly<Record<string, unknown>>;

export interface LogSettings {
  automatically: boolean;
  /** Interpolated from 3.5 on; empty: home. */
  directory: string;
  /** Interpolated. */
  name: string;
  /** 0 raw; the others are not modelled. */
  style: number;
}

/** What a profile says about the sessions made with it. */
export interface Profile {
  /** Unique; a fresh one where a test gives none. */
  guid: string;
  name: string;
  /** Custom command; null: login shell. Treated like the `command` parameter. */
  command: string | null;
  /** A command, the `command` parameter too, is run by the interactive login shell. */
  commandInLoginShell: boolean;
  /** Absolute working folder; null: home. */
  directory: string | null;
  whenProgramEnds: "close" | "keep" | "restart";
  promptBeforeClosing: "never" | "always" | "if_jobs_run";
  preventsTabs: boolean;
  columns: number;
  rows: number;
  scrollback: number | "unlimited";
  /** Whether OSC 9 may post notifications. */
  allowsNotifications: boolean;
  /** Sum of `TITLE`; 0: what the program has set, else "Shell". */
  titleComponents: number;
  /** Whether OSC 0, 1 and 2 are heard. */
  allowsTitleSetting: boolean;
  /** Interpolated. */
  badge: string;
  /** "#rrggbb"; null: none. */
  tabColor: string | null;
  log: LogSettings;
}

/** What a title may be made of. */
export const TITLE = { sessionName: 1, job: 2, profileName: 32, profileAndSessionName: 64, temporaryName: 2048 };

export const NO_LOG: LogSettings = {
  automatically: false,
  directory: "",
  name: "\\(creationTimeString).\\(profileName).\\(termid).\\(iterm2.pid).\\(autoLogId).log",
  style: 0,
};

/** The profile of a fresh iTerm2. */
export const defaultProfile: Omit<Profile, "guid"> = {
  name: "Default",
  command: null,
  commandInLoginShell: false,
  directory: null,
  whenProgramEnds: "close",
  promptBeforeClosing: "never",
  preventsTabs: false,
  columns: 80,
  rows: 25,
  scrollback: 1000,
  allowsNotifications: true,
  titleComponents: TITLE.sessionName | TITLE.job,
  allowsTitleSetting: true,
  badge: "",
  tabColor: null,
  log: NO_LOG,
};

const ENDINGS = ["keep", "close", "restart"] as const;
const PROMPTS = ["never", "always", "if_jobs_run"] as const;
const SEPARATE_COLORS = "Use Separate Colors for Light and Dark Mode";
/** The test Mac is in dark mode. */
const TAB_COLOR_KEYS = ["Use Tab Color", "Tab Color"];
const MODES = [" (Light)", " (Dark)"];

/** The keys that this model understands; `profileOf` reads them. */
const MODELLED = new Set([
  ...["Guid", "Name", "Custom Command", "Command", "Run Command in Login Shell", "Custom Directory"],
  ...["Working Directory", "Close Sessions On End", "Prompt Before Closing 2", "Prevent Opening in a Tab"],
  ...["Columns", "Rows", "Scrollback Lines", "Unlimited Scrollback", "BM Growl", "Title Components"],
  ...["Allow Title Setting", "Badge Text", "Automatically Log", "Log Directory", "Log Filename Format"],
  // What they do is beyond this model: they are only not to be taken over from a parent.
  ...["Shortcut", "Has Hotkey", "Bound Hosts"],
  ...["Plain Text Logging", "Dynamic Profile Parent GUID", "Dynamic Profile Parent Name", SEPARATE_COLORS],
  ...TAB_COLOR_KEYS.flatMap((key) => ["", ...MODES].map((mode) => key + mode)),
]);

/** Throws for a key whose effect is not modelled, and for a value of the wrong type, with which iTerm2 may crash. */
export function checkKeys(keys: ProfileKeys): void {
  const unknown = Object.keys(keys).filter((key) => !MODELLED.has(key));
  if (unknown.length > 0) {
    throw new Error(`The test Mac's iTerm2 does not model the profile keys ${unknown.join(", ")}`);
  }
  profileOf(keys);
}

function wrong(key: string, value: unknown): never {
  throw new Error(`The profile key ${key} has a value of the wrong type, with which iTerm2 may crash: ${typeof value}`);
}

function textOf(keys: ProfileKeys, key: string, otherwise: string): string {
  const value = keys[key] ?? otherwise;
  return typeof value === "string" ? value : wrong(key, value);
}

function numberOf(keys: ProfileKeys, key: string, otherwise: number): number {
  const value = keys[key] ?? otherwise;
  return typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : wrong(key, value);
}

const flagOf = (keys: ProfileKeys, key: string, otherwise: boolean): boolean =>
  numberOf(keys, key, Number(otherwise)) !== 0;

/** As iTerm2 reads a color: fewer than three entries are black. */
function colorOf(value: unknown): string {
  const parts = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (Object.keys(parts).length < 3) return "#000000";
  const hex = ["Red", "Green", "Blue"].map((part) => {
    const share = numberOf(parts, `${part} Component`, 0);
    return Math.round(share * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${hex.join("")}`;
}

/** What the keys say, with iTerm2's own defaults for those that are not there. */
export function profileOf(keys: ProfileKeys): Profile {
  const mode = flagOf(keys, SEPARATE_COLORS, false) ? " (Dark)" : "";
  return {
    guid: textOf(keys, "Guid", ""),
    name: textOf(keys, "Name", ""),
    command: textOf(keys, "Custom Command", "No") === "Yes" ? textOf(keys, "Command", "") : null,
    commandInLoginShell: flagOf(keys, "Run Command in Login Shell", false),
    directory: textOf(keys, "Custom Directory", "No") === "Yes" ? textOf(keys, "Working Directory", "") : null,
    whenProgramEnds: ENDINGS[numberOf(keys, "Close Sessions On End", 0)] ?? "keep",
    promptBeforeClosing: PROMPTS[numberOf(keys, "Prompt Before Closing 2", 0)] ?? "never",
    preventsTabs: flagOf(keys, "Prevent Opening in a Tab", false),
    columns: numberOf(keys, "Columns", 80),
    rows: numberOf(keys, "Rows", 25),
    scrollback: flagOf(keys, "Unlimited Scrollback", false) ? "unlimited" : numberOf(keys, "Scrollback Lines", 1000),
    allowsNotifications: flagOf(keys, "BM Growl", true),
    titleComponents: numberOf(keys, "Title Components", TITLE.job),
    allowsTitleSetting: flagOf(keys, "Allow Title Setting", true),
    badge: textOf(keys, "Badge Text", ""),
    tabColor: flagOf(keys, `Use Tab Color${mode}`, false) ? colorOf(keys[`Tab Color${mode}`]) : null,
    log: {
      automatically: flagOf(keys, "Automatically Log", false),
      directory: textOf(keys, "Log Directory", ""),
      name: textOf(keys, "Log Filename Format", NO_LOG.name),
      style: numberOf(keys, "Plain Text Logging", 0),
    },
  };
}

/** The keys of what is given, and of nothing else. */
export function keysOf(profile: Partial<Profile>): ProfileKeys {
  const { command, directory, whenProgramEnds, promptBeforeClosing, scrollback, tabColor, log } = profile;
  const unlimited = scrollback === "unlimited";
  const all: Record<string, unknown> = {
    Guid: profile.guid,
    Name: profile.name,
    ...(command === undefined ? {} : { "Custom Command": command === null ? "No" : "Yes", Command: command ?? "" }),
    "Run Command in Login Shell": profile.commandInLoginShell,
    ...(directory === undefined
      ? {}
      : { "Custom Directory": directory === null ? "No" : "Yes", "Working Directory": directory ?? "" }),
    "Close Sessions On End": whenProgramEnds && ENDINGS.indexOf(whenProgramEnds),
    "Prompt Before Closing 2": promptBeforeClosing && PROMPTS.indexOf(promptBeforeClosing),
    "Prevent Opening in a Tab": profile.preventsTabs,
    Columns: profile.columns,
    Rows: profile.rows,
    ...(scrollback === undefined
      ? {}
      : { "Unlimited Scrollback": unlimited, "Scrollback Lines": unlimited ? 0 : scrollback }),
    "BM Growl": profile.allowsNotifications,
    "Title Components": profile.titleComponents,
    "Allow Title Setting": profile.allowsTitleSetting,
    "Badge Text": profile.badge,
    ...(tabColor === undefined ? {} : tabColorKeys(tabColor)),
    "Automatically Log": log?.automatically,
    "Log Directory": log?.directory,
    "Log Filename Format": log?.name,
    "Plain Text Logging": log?.style,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function tabColorKeys(color: string | null): ProfileKeys {
  if (color === null) return { "Use Tab Color": false };
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return {
    "Use Tab Color": true,
    "Tab Color": { "Red Component": red, "Green Component": green, "Blue Component": blue, "Color Space": "sRGB" },
  };
}

/**
 * A dynamic profile's keys over its parent's. On an update, not when it is first read, plain color keys switch the
 * parent's separate colors for light and dark mode off (shouldDisableSeparateColorsForDynamicProfile:prototype:).
 */
export function mergedKeys(own: ProfileKeys, parent: ProfileKeys | null, update: boolean): ProfileKeys {
  const merged = { ...parent, ...own };
  const gives = (modes: string[]) => TAB_COLOR_KEYS.some((key) => modes.some((mode) => `${key}${mode}` in own));
  const plainColors = own[SEPARATE_COLORS] === undefined && parent !== null && flagOf(parent, SEPARATE_COLORS, false);
  return update && plainColors && gives([""]) && !gives(MODES) ? { ...merged, [SEPARATE_COLORS]: false } : merged;
}
