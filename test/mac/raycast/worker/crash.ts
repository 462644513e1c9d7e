import type { CrashReport } from "../protocol.ts";
import { say } from "./port.ts";

/** An error as the host can receive it: name, message and stack survive whatever was thrown. */
export function reportOf(thrown: unknown, during: string): CrashReport {
  if (thrown instanceof Error) {
    const { name, message, stack = "" } = thrown;
    return { name, message, stack, during };
  }
  return { name: typeof thrown, message: String(thrown), stack: "", during };
}

/** The command failed in a way that it did not handle: Raycast shows its error screen. */
export function crash(thrown: unknown, during: string): CrashReport {
  const report = reportOf(thrown, during);
  say({ type: "crash", crash: report });
  return report;
}

export function watchForCrashes(): void {
  process.on("uncaughtException", (error) => crash(error, "uncaught exception"));
  process.on("unhandledRejection", (reason) => crash(reason, "unhandled rejection"));
}
