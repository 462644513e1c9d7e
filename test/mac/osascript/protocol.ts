import type { AppleEvent, AppleEventReply } from "../apple-event.ts";
import type { Switches } from "./switches.ts";

/** A notification that a script has put on the screen. */
export interface ShownNotification {
  title: string;
  subtitle: string;
  body: string;
  sound: string;
}

/** How the output of one osascript is spoiled on its way to the caller. */
export type Garbling = "empty" | "truncated" | "noise";

/** What osascript asks of the Mac; one at a time, each answered before the next. */
export interface Questions {
  /** First of all. */
  begin: { language: "JavaScript" | "AppleScript"; argv: string[] };
  /** Whether the application runs; no Apple event. */
  running: null;
  /** Whether the application's scripting terms can be loaded at this moment. */
  terminology: null;
  event: AppleEvent;
  notify: ShownNotification;
}

export interface Answers {
  begin: { switches: Switches; installed: boolean };
  running: boolean;
  terminology: boolean;
  event: { reply: AppleEventReply; garble: Garbling | null };
  notify: null;
}

export type Topic = keyof Questions;

/** One question on the wire. */
export interface Asked<K extends Topic = Topic> {
  topic: K;
  question: Questions[K];
}

/** `die`: osascript is killed; `defect`: the test Mac itself is broken, which no script may take for an answer. */
export type Told<K extends Topic = Topic> = { answer: Answers[K] } | { die: true } | { defect: string };

/** The Mac as a script sees it: blocks until it is answered. */
export interface Mac {
  ask<K extends Topic>(topic: K, question: Questions[K]): Answers[K];
}

/** Not an error of the script: the test Mac is broken or asked for something that it does not model. */
export class MacDefect extends Error {}
