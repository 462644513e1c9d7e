import { Color, Icon, List } from "@raycast/api";
import type { LiveProject } from "../../core/model/app-state.ts";
import { countByUrgency, mostUrgentAppearance } from "../session-appearance.ts";
import { countOf, tilde } from "../format.ts";
import { ProjectDetail } from "./project-detail.tsx";

interface Props {
  project: LiveProject;
  isPinned: boolean;
  /** The panel beside the list is shown, instead of subtitle and accessories. */
  showsDetail: boolean;
  actions: List.Item.Props["actions"];
}

/** One project as a row. */
export function ProjectItem({ project, isPinned, showsDetail, actions }: Props) {
  const appearance = mostUrgentAppearance(Object.values(project.active_sessions));
  const resting = { source: isPinned ? Icon.Pin : Icon.Folder, tintColor: Color.SecondaryText };
  const keywords = [
    ...project.path.split("/").filter(Boolean),
    ...project.session_templates.map((template) => template.name),
  ];
  return (
    <List.Item
      id={project.id}
      title={project.name}
      icon={{ value: appearance?.icon ?? resting, tooltip: appearance?.title ?? "Not running" }}
      subtitle={showsDetail ? undefined : { value: tilde(project.path), tooltip: project.path }}
      accessories={showsDetail ? undefined : accessoriesOf(project)}
      keywords={[...new Set(keywords)]}
      detail={showsDetail && <ProjectDetail project={project} />}
      actions={actions}
    />
  );
}

/** At most three: what needs you, what failed, how much runs; for a resting project, how many sessions it has. */
function accessoriesOf({ active_sessions, session_templates }: LiveProject): List.Item.Accessory[] {
  const { needs_you, failed, active } = countByUrgency(Object.values(active_sessions));
  const total = session_templates.length;
  if (total === 0) return [{ tag: "no sessions", tooltip: "Add sessions with Edit Sessions…" }];
  if (needs_you + failed + active === 0) {
    return [{ text: countOf(total, "session"), tooltip: session_templates.map(({ name }) => name).join(", ") }];
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
