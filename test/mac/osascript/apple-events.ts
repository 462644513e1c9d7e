import type { AppleEvent, AppleEventReply, ScriptableApplication } from "../apple-event.ts";
import { deferred } from "./deferred.ts";
import { iterm2Terms } from "../terms.ts";
import type { Dictionary } from "../terms.ts";
import { ScriptRun } from "./script-run.ts";
import { FaultPlan } from "./faults.ts";
import type { Fault } from "./faults.ts";
import type { ShownNotification } from "./protocol.ts";
import { defaultSwitches } from "./switches.ts";
import type { Switches } from "./switches.ts";

/**
 * Whether osascript may control the application. `ask`: the first event brings up the consent sheet and waits for it;
 * `needs_consent`: consent is needed and no sheet can be shown (-1744).
 */
export type Permission = "granted" | "denied" | "ask" | "needs_consent";

export interface AppleEventsOptions {
  application: ScriptableApplication;
  switches?: Partial<Switches>;
  permission?: Permission;
  /** After this long an unanswered event fails with -1712; the application goes on with it. Default 120,000 ms. */
  eventTimeoutMs?: number;
  /** How long each event takes on its way, in ms; default 0. */
  eventLatencyMs?: number;
  faults?: Fault[];
  /** How many events and runs the logs keep; counts go on. Default 2,000. */
  logLimit?: number;
}

/** One Apple event as it happened. `reply` null: not answered (yet): pending, hanging, or its osascript was killed. */
export interface EventRecord {
  run: number;
  /** Within its run, from 1. */
  number: number;
  event: AppleEvent;
  reply: AppleEventReply | null;
}

/** One osascript. */
export interface RunRecord {
  run: number;
  language: "JavaScript" | "AppleScript";
  argv: string[];
  events: number;
  ended: boolean;
}

/** The Mac's side of Apple events: counts and logs them, checks permission, brings faults, asks the application. */
export class AppleEvents {
  readonly application: ScriptableApplication;
  readonly dictionary: Dictionary = iterm2Terms;
  readonly switches: Switches;
  readonly faults = new FaultPlan();
  readonly notifications: ShownNotification[] = [];
  readonly events: EventRecord[] = [];
  readonly runs: RunRecord[] = [];
  /** Exceptions of the application's model: never an answer to a script, always a failure of the test. */
  readonly defects: unknown[] = [];
  /** All events and runs since the Mac was set up. */
  eventCount = 0;
  runCount = 0;
  permission: Permission;
  eventTimeoutMs: number;
  eventLatencyMs: number;
  readonly #logLimit: number;
  #sheet: { answer: (granted: boolean) => void; answered: Promise<boolean>; waiting: number } | null = null;

  constructor(options: AppleEventsOptions) {
    this.application = options.application;
    this.switches = { ...defaultSwitches, ...options.switches };
    this.permission = options.permission ?? "granted";
    this.eventTimeoutMs = options.eventTimeoutMs ?? 120_000;
    this.eventLatencyMs = options.eventLatencyMs ?? 0;
    this.#logLimit = options.logLimit ?? 2_000;
    for (const fault of options.faults ?? []) this.faults.add(fault);
  }

  /** Adds a fault to come. `run: appleEvents.runCount + 1` is the next osascript. */
  inject(fault: Fault): void {
    this.faults.add(fault);
  }

  /** A new osascript has come up, in this environment. */
  begin(environment: Record<string, string> = {}): ScriptRun {
    this.runCount += 1;
    const record: RunRecord = { run: this.runCount, language: "JavaScript", argv: [], events: 0, ended: false };
    this.#keep(this.runs, record);
    return new ScriptRun(this, record, environment);
  }

  /** Counts an event and logs it; the record's reply is filled in when it is answered. */
  record(run: RunRecord, event: AppleEvent): EventRecord {
    this.eventCount += 1;
    run.events += 1;
    const record: EventRecord = { run: run.run, number: run.events, event, reply: null };
    this.#keep(this.events, record);
    return record;
  }

  /** Whether the sheet that asks for consent is on the screen. */
  get consentSheet(): boolean {
    return this.#sheet !== null;
  }

  /** The user answers the sheet. Throws if none is there: it goes away with the event that waits for it. */
  answerConsent(granted: boolean): void {
    if (!this.#sheet) throw new Error("No consent sheet is on the screen");
    this.permission = granted ? "granted" : "denied";
    this.#sheet.answer(granted);
    this.#sheet = null;
  }

  /** Waits for the user's answer with the sheet up; `given up` takes it away when nobody waits any more. */
  async askConsent(givenUp: Promise<unknown>): Promise<boolean> {
    const sheet = (this.#sheet ??= { ...promiseOfAnswer(), waiting: 0 });
    sheet.waiting += 1;
    const answer = await Promise.race([sheet.answered, givenUp.then(() => null)]);
    sheet.waiting -= 1;
    if (answer === null && sheet.waiting === 0 && this.#sheet === sheet) this.#sheet = null;
    return answer ?? false;
  }

  #keep<T>(log: T[], entry: T): void {
    log.push(entry);
    if (log.length > this.#logLimit) log.splice(0, log.length - this.#logLimit);
  }
}

function promiseOfAnswer() {
  const { promise, resolve } = deferred<boolean>();
  return { answer: resolve, answered: promise };
}
