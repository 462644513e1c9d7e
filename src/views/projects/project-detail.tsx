import { List } from "@raycast/api";
import { useCallback } from "react";
import { history } from "../../core/composition.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import { useAsync } from "../hooks/use-async.ts";
import { projectMarkdown } from "./project-markdown.ts";

/** The panel beside the list: sessions, their state, last lines and past runs. */
export function ProjectDetail({ project }: { project: LiveProject }) {
  const load = useCallback(() => history().runs({ project_id: project.id, limit: 5 }), [project.id]);
  const { data: runs, isLoading } = useAsync(load);
  return <List.Item.Detail isLoading={isLoading} markdown={projectMarkdown(project, runs ?? [])} />;
}
