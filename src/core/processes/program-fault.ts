import { Fault } from "../model/fault.ts";
import type { ProgramEnd } from "../model/ports.ts";

/** The fault of a program that did not end as it should; `what` is its name in a sentence: "The stop command". */
export function programFault(what: string, end: ProgramEnd): Fault {
  const mayHaveHappened = true;
  switch (end.ended) {
    case "not_started":
      return new Fault("failed", `${what} could not be started.`, { cause: end.cause });
    case "timed_out":
      return new Fault("timed_out", `${what} did not end in time.`, { mayHaveHappened });
    case "aborted":
      return new Fault("cancelled", "It was cancelled.", { mayHaveHappened });
    case "too_much_output":
      return new Fault("failed", `${what} wrote without end.`, { mayHaveHappened });
    case "signalled":
      return new Fault("failed", `${what} was ended by ${end.signal}.`, { mayHaveHappened });
    case "exited":
      return new Fault("failed", `${what} ended with status ${end.code}.`, { mayHaveHappened });
  }
}
