import type { AppleEvent, AppleEventReply } from "../apple-event.ts";
import { deferred } from "./deferred.ts";
import type { AppleEvents, EventRecord, RunRecord } from "./apple-events.ts";
import { defectOf, isLaunching, refusal } from "./etiquette.ts";
import type { Mishap } from "./faults.ts";
import type { Answers, Asked, Garbling, Questions, Told, Topic } from "./protocol.ts";

/** Ends an event in another way than by a reply. */
type Ending = { reply: AppleEventReply } | { die: true };

const timedOut: AppleEventReply = { error: -1712 };

/** One osascript at the appleEvents, from its first question until it is gone. */
export class ScriptRun {
  readonly #appleEvents: AppleEvents;
  readonly #record: RunRecord;
  readonly #environment: Record<string, string>;
  readonly #ended = deferred<null>();

  constructor(appleEvents: AppleEvents, record: RunRecord, environment: Record<string, string>) {
    this.#appleEvents = appleEvents;
    this.#environment = environment;
    this.#record = record;
  }

  /** Number of this osascript, from 1. */
  get number(): number {
    return this.#record.run;
  }

  /** osascript is gone: what it was waiting for is not answered any more, but may still take effect. */
  end(): void {
    this.#record.ended = true;
    this.#ended.resolve(null);
  }

  /** Answers one question; null if osascript is gone before there is an answer. */
  async take<K extends Topic>(asked: Asked<K>): Promise<Told<K> | null> {
    const answers: { [T in Topic]: (question: Questions[T]) => Promise<Told<T> | null> } = {
      begin: async ({ language, argv }) => {
        Object.assign(this.#record, { language, argv });
        return { answer: { switches: this.#appleEvents.switches, installed: this.#appleEvents.application.installed } };
      },
      running: async () => ({ answer: this.#appleEvents.application.running }),
      terminology: async () => ({ answer: this.#hasTerminology() }),
      event: (event) => this.#event(event),
      notify: async (notification) => {
        this.#appleEvents.notifications.push(notification);
        return { answer: null };
      },
    };
    try {
      return await answers[asked.topic](asked.question);
    } catch (error) {
      return { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }

  #hasTerminology(): boolean {
    const { switches, application, permission } = this.#appleEvents;
    const permitted = application.running && permission !== "denied" && permission !== "needs_consent";
    return switches.terminology === "always" || (switches.terminology === "when_permitted" && permitted);
  }

  async #event(event: AppleEvent): Promise<Told<"event"> | null> {
    const record = this.#appleEvents.record(this.#record, event);
    const limit = deferred<null>();
    const timer = setTimeout(() => limit.resolve(null), this.#appleEvents.eventTimeoutMs);
    const garble: { by: Garbling | null } = { by: null };
    const over = Promise.race([limit.promise, this.#ended.promise]);
    try {
      const ending = (await Promise.race([this.#carry(record, garble, over), over])) ?? { reply: timedOut };
      if (this.#record.ended) return null;
      if ("die" in ending) return ending;
      record.reply = ending.reply;
      const answer: Answers["event"] = { reply: ending.reply, garble: garble.by };
      return { answer };
    } finally {
      clearTimeout(timer);
      limit.resolve(null);
    }
  }

  async #carry(record: EventRecord, garble: { by: Garbling | null }, over: Promise<null>): Promise<Ending> {
    const early = await this.#mishaps("before", record, garble);
    if (early) return early;
    if (this.#appleEvents.eventLatencyMs > 0)
      await new Promise((done) => setTimeout(done, this.#appleEvents.eventLatencyMs));
    const reply = await this.#deliver(record.event, over);
    const late = await this.#mishaps("after", record, garble);
    return late ?? { reply };
  }

  /** The application's answer, or the system's on the way to it. */
  async #deliver(event: AppleEvent, over: Promise<null>): Promise<AppleEventReply> {
    const { application, switches, dictionary } = this.#appleEvents;
    const defect = defectOf(event, dictionary);
    if (defect !== null) this.#breaks(new Error(defect));
    if (!application.installed) return { error: -1728 };
    if (!application.running && !isLaunching(event)) {
      if (!switches.launchesOnFirstEvent) return { error: -600 };
      await this.#send(launch);
    }
    const forbidden = await this.#forbidden(over);
    if (forbidden) return forbidden;
    return refusal(event, dictionary) ?? (await this.#send(event));
  }

  async #send(event: AppleEvent): Promise<AppleEventReply> {
    try {
      return await this.#appleEvents.application.send(event, this.#environment);
    } catch (error) {
      return this.#breaks(error);
    }
  }

  #breaks(defect: unknown): never {
    this.#appleEvents.defects.push(defect);
    throw defect;
  }

  async #forbidden(over: Promise<null>): Promise<AppleEventReply | null> {
    if (this.#appleEvents.permission === "needs_consent") return { error: -1744 };
    const granted =
      this.#appleEvents.permission === "ask"
        ? await this.#appleEvents.askConsent(over)
        : this.#appleEvents.permission === "granted";
    return granted ? null : { error: -1743 };
  }

  async #mishaps(
    when: "before" | "after",
    record: EventRecord,
    garble: { by: Garbling | null },
  ): Promise<Ending | null> {
    for (const mishap of this.#appleEvents.faults.take(when, record)) {
      const ending = await this.#befall(mishap, garble);
      if (ending) return ending;
    }
    return null;
  }

  async #befall(mishap: Mishap, garble: { by: Garbling | null }): Promise<Ending | null> {
    if ("error" in mishap) return { reply: { error: mishap.error } };
    if ("kill" in mishap) return { die: true };
    if ("hang" in mishap) return new Promise<never>(() => undefined);
    if ("garble" in mishap) garble.by = mishap.garble;
    else await mishap.happens();
    return null;
  }
}

const launch: AppleEvent = {
  kind: "command",
  name: "launch",
  target: { kind: "application" },
  direct: undefined,
  parameters: {},
};
