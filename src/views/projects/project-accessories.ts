import { Color, type List } from "@raycast/api";
import type { LiveProject } from "../../core/model/app-state.ts";
import { countByUrgency } from "../session-appearance.ts";
import { countOf } from "../format.ts";

/** At most three: what needs you, what failed, how much runs; for a resting project, how many sessions it has. */
export function projectAccessories(project: LiveProject): List.Item.Accessory[] {
  const { needs_you, failed, active } = countByUrgency(Object.values(project.active_sessions));
  const total = project.session_templates.length;
  if (total === 0) return [{ tag: "no sessions", tooltip: "Add sessions with Edit Sessions…" }];
  if (needs_you + failed + active === 0) {
    return [{ text: countOf(total, "session"), tooltip: project.session_templates.map(({ name }) => name).join(", ") }];
  }
  const shown: (List.Item.Accessory | false)[] = [
    needs_you > 0 && { tag: { value: `${needs_you} waiting`, color: Color.Orange }, tooltip: "Waiting for you" },
    failed > 0 && { tag: { value: `${failed} failed`, color: Color.Red } },
    active > 0 && {
      text: `${active} of ${total} running`,
      tooltip: `${active} of ${countOf(total, "session")} started, without a question or failure`,
    },
  ];
  return shown.filter((accessory) => accessory !== false);
}
