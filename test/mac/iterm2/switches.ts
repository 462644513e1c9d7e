/**
 * What is a setting of the user, a matter of the moment, or only inferred ([I] in the facts), so that tests can turn it.
 * The defaults are a fresh iTerm2, and where nobody knows, the harsher of the two.
 */
export interface Switches {
  /** iTerm2's own. What differs below 3.5 and below 3.6 is modelled. */
  version: string;
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
  /** The "Dynamic Profiles Error" dialog, which a user may have silenced. */
  dynamicProfilesWarning: boolean;
  /** [I] A folder in the folder of dynamic profiles is taken for a file, which cannot be read. */
  subfolderIsAProfile: boolean;
  /** [I] A log goes on at its own offset when others truncate it: a hole of NULs; otherwise at the end. */
  logKeepsOffset: boolean;
  /** What of the mode of new files is left out. */
  umask: number;
  /** [I] While a sheet or alert is up, no other Apple event is answered. */
  modalsBlockEvents: boolean;
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
  version: "3.6.4",
  launchOnFirstEvent: false,
  inheritsEnvironment: true,
  windowAtLaunch: true,
  currentWindowAfterClose: "none",
  newTabsAtEnd: true,
  confirmClosingMultipleSessions: true,
  confirmQuit: false,
  endedSoonWarning: true,
  dynamicProfilesWarning: true,
  subfolderIsAProfile: true,
  logKeepsOffset: true,
  umask: 0o022,
  modalsBlockEvents: true,
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

/** Whether a version such as "3.6.4" is this one or a later one. */
export function isAtLeast(version: string, least: string): boolean {
  const [having, wanting] = [version, least].map((text) => text.split(".").map(Number));
  const at = wanting?.findIndex((part, index) => part !== (having?.[index] ?? 0)) ?? -1;
  return at < 0 || (having?.[at] ?? 0) > (wanting?.[at] ?? 0);
}
