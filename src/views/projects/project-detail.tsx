import { List } from "@raycast/api";
import { history } from "../../core/composition.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import { useAsync } from "../hooks/use-async.ts";
import { projectMarkdown } from "./project-markdown.ts";

/** The panel beside the list: sessions, their state, last lines and past runs. */
export function ProjectDetail({ project }: { project: LiveProject }) {
  const { data: runs = [], isLoading } = useAsync(lastRuns, project.id);
  return <List.Item.Detail isLoading={isLoading} markdown={projectMarkdown(project, runs)} />;
}

const lastRuns = (project_id: string) => history().runs({ project_id, limit: 5 });
