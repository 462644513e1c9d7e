import type { Session } from "./session.ts";
import type { Switches } from "./switches.ts";
import type { Tab, Window } from "./window.ts";

/** Why iTerm2 would ask before a session goes away; null: it would not. */
function sessionReason(session: Session): string | null {
  if (session.ended) {
    return null;
  }
  if (session.locked) {
    return "locked";
  }
  const asks = {
    never: () => false,
    always: () => true,
    if_jobs_run: () => session.jobs > 0,
  }[session.profile.promptBeforeClosing];
  return asks() ? "its profile asks" : null;
}

function firstReason(sessions: Session[]): string | null {
  return sessions.map(sessionReason).find((reason) => reason !== null) ?? null;
}

function running(sessions: Session[]): number {
  return sessions.filter((session) => !session.ended).length;
}

/** `session.close()`, and the user's ⌘W: a sole pane goes by the rules of its tab. */
export function whyAskForSession(session: Session): string | null {
  const tab = session.tab;
  return tab?.pinned && tab.sessions.length === 1 ? "pinned" : sessionReason(session);
}

/** The user closes a tab. (A script's `tab.close()` never asks.) */
export function whyAskForTab(tab: Tab, switches: Switches): string | null {
  if (tab.pinned) {
    return "pinned";
  }
  const several = switches.confirmClosingMultipleSessions && running(tab.sessions) > 1;
  return firstReason(tab.sessions) ?? (several ? "several sessions" : null);
}

/** `window.close()`, and the user's red button. */
export function whyAskForWindow(window: Window, switches: Switches): string | null {
  const pinned = window.tabs.some((tab) => tab.pinned);
  const several = switches.confirmClosingMultipleSessions && running(window.sessions) > 1;
  return firstReason(window.sessions) ?? (pinned ? "pinned" : several ? "several sessions" : null);
}
