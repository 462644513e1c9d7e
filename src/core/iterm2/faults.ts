import { Fault, type FaultCode } from "../model/fault.ts";

interface Row {
  code: FaultCode;
  message: string;
  advice: string;
  mayHaveHappened?: boolean;
}

const NOT_INSTALLED: Row = {
  code: "not_installed",
  message: "iTerm2 is not installed.",
  advice: "Install iTerm2 from iterm2.com, open it once, then try again.",
};
const NOT_PERMITTED: Row = {
  code: "not_permitted",
  message: "Raycast may not control iTerm2.",
  advice: "Allow it in System Settings → Privacy & Security → Automation → Raycast → iTerm, then try again.",
};
const NOT_RUNNING: Row = {
  code: "not_running",
  message: "iTerm2 is not running.",
  advice: "Open a project: that starts iTerm2.",
};
const GONE: Row = {
  code: "gone",
  message: "The pane, tab or window is not there any more.",
  advice: "It was closed meanwhile. Look at the list again.",
};
const FAILED: Row = {
  code: "failed",
  message: "iTerm2 could not do it.",
  advice: "Try again; if it fails again, restart iTerm2.",
};

/** What each Apple event error number means to us (facts: iTerm2 and JXA, section 1). */
const BY_NUMBER: Readonly<Record<number, Row>> = {
  [-1743]: NOT_PERMITTED,
  [-1744]: NOT_PERMITTED,
  [-600]: NOT_RUNNING,
  [-609]: {
    code: "not_running",
    message: "iTerm2 quit in the middle of it.",
    advice: "Open iTerm2 again. What was under way may have been done.",
    mayHaveHappened: true,
  },
  [-1712]: {
    code: "timed_out",
    message: "iTerm2 did not answer in time.",
    advice: "See whether iTerm2 shows a dialog or hangs. What was under way may have been done.",
    mayHaveHappened: true,
  },
  [-1728]: GONE,
  [-1719]: GONE,
  [-10006]: GONE,
  [-10000]: {
    ...FAILED,
    advice: "Look at iTerm2 before trying again: what was under way may have been done.",
    mayHaveHappened: true,
  },
  [-128]: { code: "cancelled", message: "It was cancelled.", advice: "" },
  1: {
    code: "failed",
    message: "iTerm2 has no profile of that name.",
    advice: "Choose another profile for this session, or leave it empty for the default one.",
  },
};

/** Conditions that a script finds by itself, where a number says too little. */
const BY_CONDITION = { not_installed: NOT_INSTALLED, no_terminology: NOT_PERMITTED };

/**
 * The fault for an Apple event error number (an unknown one is `failed`) or a condition that a script found. `raw` is
 * kept to be copied. What was `skipped` has certainly not happened.
 */
export function appleEventFault(
  of: number | keyof typeof BY_CONDITION,
  { raw, skipped = false }: { raw?: string; skipped?: boolean } = {},
): Fault {
  const row = typeof of === "number" ? (BY_NUMBER[of] ?? FAILED) : BY_CONDITION[of];
  const mayHaveHappened = row.mayHaveHappened === true && !skipped;
  return new Fault(row.code, row.message, { raw, mayHaveHappened, advice: row.advice });
}

/**
 * The error number that osascript's stderr ends in, or null. The text before it is in the user's language and is not
 * looked at.
 */
export function numberInStderr(stderr: string): number | null {
  const found = /\((-?\d+)\)\s*$/.exec(stderr);
  return found?.[1] === undefined ? null : Number(found[1]);
}
