/**
 * What is a setting of the user, a matter of the moment, or only inferred ([I] in the facts), so that tests can turn it.
 * The defaults are a fresh iTerm2, and where nobody knows, the harsher of the two.
 */
export interface Switches {
  /** [I] An event to iTerm2 while it is not running starts it; otherwise -600. */
  launchOnFirstEvent: boolean;
  /**
   * What a program starts has that program's environment, which sessions inherit (raycast/extensions #10078, #22744,
   * #24758); else launchd's alone, as when its user starts it.
   */
  inheritsEnvironment: boolean;
  /** Started from nothing, iTerm2 opens a window with a login shell. */
  windowAtLaunch: boolean;
  /** `currentWindow` after the current one was closed while others are there. */
  currentWindowAfterClose: "none" | "next";
  /** Settings > Appearance > Tabs: new tabs open at the end of the bar. On in a fresh iTerm2 (iTermPreferences.m). */
  newTabsAtEnd: boolean;
  /** Settings > General > Closing: confirm closing multiple sessions. */
  confirmClosingMultipleSessions: boolean;
  /** Settings > General > Closing: confirm Quit. On in a fresh iTerm2; off here, since nothing of ours quits it. */
  confirmQuit: boolean;
  /** The "ended very soon" warning, which a user may have silenced. */
  endedSoonWarning: boolean;
  /** [I] While a sheet or alert is up, no other Apple event is answered. */
  modalsBlockEvents: boolean;
  /** What the title is made of; the job is the foreground program. */
  title: "name_and_job" | "name" | "job";
  /** [I] How long the tty of a split is still empty, ms. */
  splitTtyDelayMs: number;
  /** What an unresolvable reply costs the sender, ms (-1712). */
  eventTimeoutMs: number;
  /** How long a closed session's program lives on (undo close), ms. */
  undoCloseMs: number;
  /** A program that ends within this time of its session's creation "ended very soon", ms. */
  endedSoonMs: number;
  /** Pause before a program is run again where the profile says so, ms. */
  restartDelayMs: number;
  /** How long `write` waits for a first output, ms. */
  writeWaitsMs: number;
  /** The windows of the last run come back at launch, with the GUIDs of their sessions. */
  restoreAtLaunch: boolean;
  /** What a restored session runs after a Quit: its command once more, or a login shell. */
  restoredSessionsRun: "command" | "login_shell";
  /** Programs live on in iTerm2's servers when iTerm2 crashes, and are found again at launch. */
  programsSurviveCrash: boolean;
}

export const defaultSwitches: Switches = {
  launchOnFirstEvent: false,
  inheritsEnvironment: true,
  windowAtLaunch: true,
  currentWindowAfterClose: "none",
  newTabsAtEnd: true,
  confirmClosingMultipleSessions: true,
  confirmQuit: false,
  endedSoonWarning: true,
  modalsBlockEvents: true,
  title: "name_and_job",
  splitTtyDelayMs: 100,
  eventTimeoutMs: 120_000,
  undoCloseMs: 5_000,
  endedSoonMs: 3_000,
  restartDelayMs: 1_000,
  writeWaitsMs: 1_000,
  restoreAtLaunch: true,
  restoredSessionsRun: "command",
  programsSurviveCrash: true,
};

/** What a profile says about the sessions made with it. */
export interface Profile {
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
}

export const defaultProfile: Profile = {
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
};
