import { Color, type Icon } from "@raycast/api";
import type { AppState } from "../../core/model/app-state.ts";
import { isActive } from "../../core/model/session-state.ts";
import { counts, worstLook } from "../status-look.ts";

/** The extension's mark while nothing needs saying. */
const RESTING: { source: Icon | string; tintColor: Color } = {
  source: "menu-bar-icon.png",
  tintColor: Color.PrimaryText,
};

export interface Headline {
  icon: { source: Icon | string; tintColor: Color };
  /** Counts only: a menu bar has little room. */
  title: string;
  tooltip: string;
  /** No session is open and none has failed. */
  idle: boolean;
}

/** What stands in the menu bar itself. */
export function headline(state: AppState | undefined): Headline {
  const sessions = state?.projects.flatMap((project) => Object.values(project.active_sessions)) ?? [];
  const { needs_you, failed, live } = counts(sessions);
  const look = needs_you + failed > 0 ? worstLook(sessions) : null;
  const words = [
    needs_you > 0 && `${needs_you} waiting for you`,
    failed > 0 && `${failed} failed`,
    live > 0 && `${live} running`,
  ].filter((word) => word !== false);
  return {
    icon: look ? { source: look.icon, tintColor: look.color } : RESTING,
    title: [needs_you || failed || live].filter(Boolean).join(""),
    tooltip: words.length > 0 ? words.join(", ") : "No session is open",
    idle: failed === 0 && !sessions.some(isActive),
  };
}
