import type { AppleEvent } from "../apple-event.ts";
import type { Garbling } from "./protocol.ts";

/** What goes wrong. `happens`: something on the Mac changes just then (a tab is closed, iTerm2 quits …). */
export type Mishap =
  { error: number } | { hang: true } | { kill: true } | { garble: Garbling } | { happens: () => void | Promise<void> };

/** Something to go wrong at one place. Without `run`, `event` or `matches` any will do. */
export interface Fault {
  /** Number of the osascript, the first of a Mac being 1. */
  run?: number;
  /** Number of the Apple event within its osascript, the first being 1. */
  event?: number;
  matches?: (event: AppleEvent) => boolean;
  /** `before`: the event does not take effect. `after`: it has, but the answer is lost or replaced. */
  when: "before" | "after";
  then: Mishap;
  /** How often, default 1. */
  times?: number;
}

/** The faults that are still to come. */
export class FaultPlan {
  #coming: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#coming.push({ fault, left: fault.times ?? 1 });
  }

  /** How many are still to come: a test that injects one checks that it did happen. */
  get pending(): number {
    return this.#coming.length;
  }

  clear(): void {
    this.#coming = [];
  }

  /** The mishaps due at this place, in the order they were added; each is used up by one. */
  take(when: Fault["when"], at: { run: number; number: number; event: AppleEvent }): Mishap[] {
    const due = this.#coming.filter(
      ({ fault }) =>
        fault.when === when &&
        (fault.run ?? at.run) === at.run &&
        (fault.event ?? at.number) === at.number &&
        (fault.matches?.(at.event) ?? true),
    );
    for (const entry of due) entry.left -= 1;
    this.#coming = this.#coming.filter((entry) => entry.left > 0);
    return due.map((entry) => entry.fault.then);
  }
}
