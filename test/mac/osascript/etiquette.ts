import type { AppleEvent, AppleEventReply } from "../apple-event.ts";
import { standardCommands } from "../terms.ts";
import type { Dictionary } from "../terms.ts";
import { isPlural, kindOf } from "./resolve.ts";

const notUnderstood: AppleEventReply = { error: -1708 };
const parameterMissing: AppleEventReply = { error: -1715 };
const cannotSet: AppleEventReply = { error: -10006 };

/** Commands that work without the application running. */
export const isLaunching = (event: AppleEvent): boolean =>
  event.kind === "command" && event.target.kind === "application" && ["activate", "launch"].includes(event.name);

/** Commands of Cocoa's standard suite, which make, move and end objects behind iTerm2's own commands. */
const standardSuite = ["make", "delete", "duplicate", "move"];
/** The whole scrollback of a session. */
const heavy = ["contents", "text"];

/**
 * Why no script may send this at all, though a Mac would answer something; null: it may. Such an event is a defect,
 * which no `try` in the script can hide.
 */
export function defectOf(event: AppleEvent, dictionary: Dictionary): string | null {
  const { target } = event;
  if (event.kind === "command" && standardSuite.includes(event.name)) {
    return `The test Mac does not model the command ${event.name}`;
  }
  if (event.kind === "command" && event.name === "quit" && Object.keys(event.parameters).length > 0) {
    return "The test Mac does not model the parameters of quit";
  }
  if (event.kind === "get" && target.kind === "property" && heavy.includes(target.name) && isPlural(target)) {
    const owner = kindOf(target.of, dictionary);
    if (owner?.is !== "value" && owner?.class === "session") {
      return `The ${target.name} of many sessions at once is the scrollback of them all: megabytes, at every look`;
    }
  }
  return null;
}

/** What every application refuses by its dictionary alone, before its own code is asked; null: nothing. */
export function refusal(event: AppleEvent, dictionary: Dictionary): AppleEventReply | null {
  if (event.kind === "set") return settable(event, dictionary) ? null : cannotSet;
  if (event.kind === "command") return commandRefusal(event, dictionary);
  return null;
}

function settable({ target }: AppleEvent & { kind: "set" }, dictionary: Dictionary): boolean {
  if (target.kind !== "property" || isPlural(target)) return false;
  const owner = kindOf(target.of, dictionary);
  return owner?.is === "object" && dictionary.classes[owner.class].properties[target.name]?.writable === true;
}

function commandRefusal(event: AppleEvent & { kind: "command" }, dictionary: Dictionary): AppleEventReply | null {
  const { name, target, parameters } = event;
  const standard = target.kind === "application" && Object.hasOwn(standardCommands, name);
  if (standard) return null;
  const kind = kindOf(target, dictionary);
  if (isPlural(target) || kind?.is !== "object") return notUnderstood;
  if (!dictionary.classes[kind.class].respondsTo.includes(name)) return notUnderstood;
  const terms = Object.entries(dictionary.commands[name]?.parameters ?? {});
  return terms.some(([parameter, term]) => !term.optional && !(parameter in parameters)) ? parameterMissing : null;
}
