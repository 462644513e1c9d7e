/**
 * What can go wrong, as one closed list. Views choose their screens and toasts by it; nothing ever looks at a
 * message's text.
 */
export type FaultCode =
  // iTerm2 and osascript
  | "not_installed"
  | "not_running"
  | "not_permitted"
  | "timed_out"
  | "gone"
  | "cancelled"
  | "failed"
  // projects, files, variables
  | "invalid_project"
  | "invalid_file"
  | "unsupported_version"
  | "too_large"
  | "unknown_variable"
  | "needs_answer"
  | "not_trusted"
  | "not_found"
  | "port_taken"
  // storage
  | "storage_failed"
  | "locked";

export interface FaultDetail {
  /** It may have taken effect although it failed (-1712, -609, a killed osascript): never repeat it blindly. */
  mayHaveHappened?: boolean;
  /** What to do, in words for the user. */
  advice?: string;
  /** Each single problem, where there are several. */
  problems?: readonly string[];
  /** The text behind it, to copy: what could not be read, or what a program said. */
  raw?: string;
  cause?: unknown;
}

/** The one error of the product. `message` says what happened, `advice` what to do about it. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly mayHaveHappened: boolean;
  readonly advice: string;
  readonly problems: readonly string[];
  readonly raw: string | undefined;

  constructor(code: FaultCode, message: string, detail: FaultDetail = {}) {
    super(message, { cause: detail.cause });
    this.name = "Fault";
    this.code = code;
    this.mayHaveHappened = detail.mayHaveHappened ?? false;
    this.advice = detail.advice ?? "";
    this.problems = detail.problems ?? [];
    this.raw = detail.raw;
  }
}
