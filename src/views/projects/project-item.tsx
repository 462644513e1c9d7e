import { Color, Icon, List } from "@raycast/api";
import { homedir } from "node:os";
import type { LiveProject } from "../../core/model/app-state.ts";
import { mostUrgentAppearance } from "../session-appearance.ts";
import { tilde } from "../format.ts";
import { projectAccessories } from "./project-accessories.ts";

interface Props {
  project: LiveProject;
  isPinned?: boolean;
  /** Beside the list, instead of subtitle and accessories. */
  detail?: List.Item.Props["detail"];
  actions: List.Item.Props["actions"];
}

/** One project as a row. */
export function ProjectItem({ project, isPinned, detail, actions }: Props) {
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
      icon={{
        value: appearance?.icon ?? resting,
        tooltip: appearance?.title ?? "Not running",
      }}
      subtitle={detail ? undefined : { value: tilde(project.path, homedir()), tooltip: project.path }}
      accessories={detail ? undefined : projectAccessories(project)}
      keywords={[...new Set(keywords)]}
      detail={detail}
      actions={actions}
    />
  );
}
