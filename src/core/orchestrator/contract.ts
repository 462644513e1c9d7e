import type { AppState } from "../model/app-state.ts";
import type { Fault } from "../model/fault.ts";
import type { SessionMessage } from "../model/message.ts";
import type { QuitAction } from "../model/quit.ts";
import type { Choice, Question } from "../model/question.ts";
import type { ManagedSession } from "../model/session.ts";
import type { QuitPlan } from "../model/open-panes.ts";

export type { OpenPane, QuitPlan } from "../model/open-panes.ts";

/** What one tick did, for whoever shows progress. */
export interface TickReport {
  state: AppState;
  /** Nothing is under way any more: what is desired is so, or cannot be. */
  settled: boolean;
  /** iTerm2 could not be looked at or did not do as asked; state is from before. */
  fault: Fault | null;
}

/** Where a long verb stands: after each tick. `done` and `total` count the sessions it is about. */
export interface Progress {
  done: number;
  total: number;
  /** The session that is waited for now, by name. */
  current: string | null;
}

export interface VerbOptions {
  onProgress?: (progress: Progress) => void;
  /** Aborting stops the waiting, not what has been asked for: the next tick goes on. */
  signal?: AbortSignal;
}

/** How a verb ended, session by session: one summary for a toast. */
export interface Report {
  succeeded: ManagedSession[];
  failed: { session: ManagedSession; why: string }[];
  skipped: { session: ManagedSession; why: string }[];
  /** Waiting ended (abort or time limit) before these had settled. */
  unfinished: ManagedSession[];
}

export interface OpenOptions extends VerbOptions {
  /** `false`: in the background, without taking the focus. */
  front?: boolean;
  window?: "current" | "new";
  /** Answers to `{ask:…}`; without them `open` rejects with `needs_answer`, `problems` being the questions. */
  answers?: Record<string, string>;
}

/** What was closed, what was left and why: by tab. */
export interface QuitReport {
  action: QuitAction;
  closed: { title: string }[];
  left: { title: string; why: string }[];
}

/** One of a question's choices, with words of the user's own behind it where it takes some; or only words. Enter follows words. */
export type Answer = { choice: Choice; text?: string } | { text: string };

/** What was before the eyes of whoever answers: the question, or the end of the screen where none is known. */
export type SeenBefore = { question: Question } | { tail: string[] };

export type Reply = "sent" | "screen_changed" | "not_waiting";

/**
 * All that commands, views and AI tools may do. Each verb edits the desired state and ticks until the world agrees.
 * Rejects with a `Fault` only.
 */
export interface Orchestrator {
  /** From the store alone: fast, never touches iTerm2. */
  state(): Promise<AppState>;
  /** One turn of observe → decide → act. `may_ask`: a consent sheet of macOS may come up (never in the background). */
  tick(options?: { may_ask?: boolean; signal?: AbortSignal }): Promise<TickReport>;

  /** No notifications before `until`, ms since the epoch; in the past: from now on again. What needs the user is shown all the same. */
  pauseNotifications(until: number): Promise<void>;

  /** Rejects with `not_trusted` if the user has not agreed to this project's commands, `needs_answer`, `unknown_variable`, `not_found`. */
  open(projectId: string, options?: OpenOptions): Promise<Report>;
  /** Forgets a project and what is desired of it; its sessions live on in iTerm2 as if opened by hand. */
  deleteProject(projectId: string): Promise<void>;
  /** Whether closing needs the user's word (`confirm_before_close`), and what it would stop: no session that never started or is an idle shell, and of those that ended only one whose stop command is due, which `what` is. */
  closePlan(
    projectId: string,
  ): Promise<{ confirm: boolean; running: { session: ManagedSession; what: string | null }[] }>;
  close(projectId: string, options?: VerbOptions): Promise<Report>;
  restartAll(projectId: string, options?: VerbOptions): Promise<Report>;
  /** The failed sessions and what depends on them. */
  restartFailed(projectId: string, options?: VerbOptions): Promise<Report>;
  /** Opens again what was open before iTerm2, Raycast or the machine went down. */
  resume(options?: VerbOptions): Promise<Report>;

  startSession(projectId: string, templateId: string, options?: VerbOptions): Promise<Report>;
  stopSession(sessionId: string, options?: VerbOptions): Promise<Report>;
  restartSession(sessionId: string, options?: VerbOptions): Promise<Report>;
  /**
   * Gives the project other ports (`{port:NAME}`) in place of those of this session that another program has, or of all
   * that it uses if none has. Restarts it and the running sessions that name them.
   */
  takeNewPort(sessionId: string, options?: VerbOptions): Promise<Report>;
  /** Brings exactly this pane to the front. Rejects with `gone`. */
  focusSession(sessionId: string): Promise<void>;
  /** The session that has waited longest for the user, or the next after it if that is selected; null: none waits. */
  nextWaiting(): Promise<ManagedSession | null>;
  /** Types text and Enter. Rejects with `gone`. */
  sendText(sessionId: string, text: string): Promise<void>;
  /** Answers a waiting session; the screen is read again just before and must still show the question, or end in the tail, that was seen. */
  answer(sessionId: string, answer: Answer, seen: SeenBefore): Promise<Reply>;
  /** Ctrl-C to the foreground process group. */
  interrupt(sessionId: string): Promise<void>;
  message(message: SessionMessage, when: "now" | "receiver_ready"): Promise<void>;
  /** The last lines on the session's screen, read now. */
  readOutput(sessionId: string, lines: number): Promise<string[]>;

  /** `in_full`: with the folder and the size of each pane. */
  quitPlan(options?: { in_full?: boolean }): Promise<QuitPlan>;
  /** Looks again, then closes only what `plan` listed and what is still there. `windowId`: only this window. */
  quit(action: QuitAction, plan: QuitPlan, options?: VerbOptions & { windowId?: number }): Promise<QuitReport>;
}
