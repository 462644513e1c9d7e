import type { SignalName } from "./message.ts";
import type { Fault } from "./fault.ts";
import type { Question } from "./question.ts";

/** Where a session's pane is made. Session ids are ours. */
export type PanePlacement =
  /** A tab in the window that holds any of `beside` (the project's sessions, in tab order), else in the `otherwise` window. */
  | { kind: "tab"; beside: string[]; otherwise: "current_window" | "new_window" }
  /** `horizontal`: top/bottom, `vertical`: left/right. */
  | { kind: "split"; of: string; direction: "horizontal" | "vertical" }
  /** In the pane of its last run, where a shell is idle: by typing the launch command there. */
  | { kind: "reuse"; iterm_session_id: string };

export interface LaunchAction {
  type: "launch";
  session_id: string;
  project_id: string;
  template_id: string;
  /** Names the launch file; every launch has another. */
  token: string;
  placement: PanePlacement;
}

/** What a tick may do. All iTerm2 work of one tick goes into one osascript, in this order. */
export type Action =
  | LaunchAction
  /**
   * To the foreground process group of the session's tty, to every group on it (and whatever these started), or only to
   * `groups`, since the tty is not the session's any more. `groups` are process groups that get it too, wherever they are.
   */
  | {
      type: "signal";
      session_id: string;
      tty: string;
      signal: SignalName;
      whom: "foreground" | "everyone" | "groups";
      groups?: number[];
    }
  /** Tells the runner that the end to come was asked for, so that it neither restarts nor leaves a shell. */
  | { type: "ask_runner_to_stop"; session_id: string }
  | { type: "run_stop_command"; session_id: string; project_id: string; template_id: string }
  /** Types text into the session; Enter after it if `newline`. `stops`: they are its stop keys. */
  | {
      type: "write";
      session_id: string;
      iterm_session_id: string;
      text: string;
      newline: boolean;
      message_id?: string;
      stops?: true;
    }
  /** Closes exactly this pane; its tab too if it was the only one. */
  | { type: "close_pane"; session_id: string | null; iterm_session_id: string }
  | { type: "focus"; iterm_session_id: string }
  | { type: "revoke_launch"; session_id: string; token: string }
  | { type: "notify"; notices: Notice[] };

/** One thing to tell the user. */
export interface Notice {
  kind: "waiting" | "failed" | "succeeded" | "undelivered";
  session_id: string;
  /** Null: it has no pane. */
  iterm_session_id: string | null;
  /** The names of both. */
  project: string;
  session: string;
  /** What it asks; null: nothing that could be read. */
  question: Question | null;
  /** What else is to be said of it. */
  body: string;
}

export interface Notification {
  title: string;
  subtitle: string;
  body: string;
  /** The one session that it is about; null: several. */
  session_id: string | null;
}

/** What became of one action, in the order of the actions. `no_room`: a launch got a tab instead of its pane. */
export type ActionResult =
  | { ok: true; action: Action; iterm_session_id?: string; no_room?: boolean }
  | { ok: false; action: Action; fault: Fault };
