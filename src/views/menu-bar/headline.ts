import { Color, type Icon } from "@raycast/api";
import { type AppState, sessionsOf } from "../../core/model/app-state.ts";
import { questionInShort } from "../../core/model/question.ts";
import { isActive, questionOf } from "../../core/model/session-state.ts";
import { countByUrgency, mostUrgentAppearance } from "../session-appearance.ts";

/** The icon while no session needs attention. */
const RESTING: { source: Icon | string; tintColor: Color } = {
  source: "menu-bar-icon.png",
  tintColor: Color.PrimaryText,
};

/** The longest question that the tooltip shows, in characters. */
const WIDEST_QUESTION = 100;

/** What stands in the menu bar itself. `idle`: no session is open and none has failed. */
export function headline(state: AppState | undefined) {
  const sessions = sessionsOf(state?.projects ?? []).map(({ session }) => session);
  const { needs_you, failed, active } = countByUrgency(sessions);
  const urgent = needs_you + failed > 0 ? mostUrgentAppearance(sessions) : null;
  const words = [
    needs_you > 0 && `${needs_you} waiting for you`,
    failed > 0 && `${failed} failed`,
    active > 0 && `${active} running`,
  ].filter((word) => word !== false);
  const asked = sessions.flatMap((session) => {
    const question = questionOf(session);
    return question ? [`${session.name}: ${questionInShort(question, WIDEST_QUESTION)}`] : [];
  });
  return {
    icon: urgent?.icon ?? RESTING,
    // A number only: a menu bar has little room.
    title: String(needs_you || failed || active || ""),
    tooltip: [words.length > 0 ? words.join(", ") : "No session is open", ...asked].join("\n"),
    idle: failed === 0 && !sessions.some(isActive),
  };
}
