import { Fault } from "./fault.ts";

/** What POSIX systems say when nothing more fits: no space, a quota, a limit of file sizes. */
const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The typed error for something that could not be written. `advice`: what to do if the disk is not simply full. */
export function storageFault(what: string, cause: unknown, { advice }: { advice: string }): Fault {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  if (!FULL.has(code)) return new Fault("storage_failed", what, { cause, advice });
  return new Fault("storage_failed", `The disk is full. ${what}`, {
    cause,
    advice: "Make room on the disk, then try again.",
  });
}
