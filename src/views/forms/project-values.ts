import { basename } from "node:path";
import { Project, ProjectConfig } from "../../core/model/project.ts";
import { expandHome } from "../projects/expand-home.ts";
import { fromLines, toLines } from "./variable-lines.ts";

/** A project as its form has it. */
export interface ProjectValues {
  name: string;
  path: string[];
  sessions: string[];
  tab_prefix: string;
  environment_variables: string;
  env_file: string;
  window: string;
  close_sessions_on_project_close: boolean;
  confirm_before_close: boolean;
  notify: boolean;
}

/** What the form begins with: the project's values, or the model's defaults. */
export function projectValues(project?: Project): Omit<ProjectValues, "sessions"> {
  const config = project?.config ?? ProjectConfig.parse({});
  return {
    name: project?.name ?? "",
    path: project ? [expandHome(project.path)] : [],
    tab_prefix: config.tab_prefix,
    environment_variables: toLines(config.environment_variables),
    env_file: config.env_file ?? "",
    window: config.window,
    close_sessions_on_project_close: config.close_sessions_on_project_close,
    confirm_before_close: config.confirm_before_close,
    notify: config.notify,
  };
}

/** The name as filled in, else the folder's. */
export function projectName({ name, path }: Pick<ProjectValues, "name" | "path">): string {
  return name.trim() || basename(path[0] ?? "");
}

/** `project` with the form's values in it; everything the form does not show stays. */
export function withProjectValues(project: Project, values: ProjectValues): Project {
  const path = values.path[0] ?? project.path;
  return {
    ...project,
    name: projectName(values),
    path: expandHome(project.path) === path ? project.path : path,
    config: {
      ...project.config,
      tab_prefix: values.tab_prefix,
      environment_variables: fromLines(values.environment_variables).variables,
      env_file: values.env_file.trim() || null,
      window: values.window === "new" ? "new" : "current",
      close_sessions_on_project_close: values.close_sessions_on_project_close,
      confirm_before_close: values.confirm_before_close,
      notify: values.notify,
    },
  };
}

/** A project with nothing in it yet. `now` as ISO 8601. */
export function emptyProject(id: string, now: string): Project {
  return Project.parse({ id, name: "New Project", path: "~", created_at: now, updated_at: now });
}
