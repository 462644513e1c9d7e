import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { Project, ProjectConfig } from "../../core/model/project.ts";
import { expandHome } from "../format.ts";
import { flag, optional, shown, type Shown, stored, text } from "./codecs.ts";
import { fromLines, toLines } from "./variable-lines.ts";

/** The fields of a project's config that the form has, under the names of the model. */
const CODECS = {
  tab_prefix: text,
  environment_variables: { shown: toLines, stored: (lines: string) => fromLines(lines).variables },
  env_file: { ...optional, stored: (path: string) => path.trim() || null },
  window: text,
  close_sessions_on_project_close: flag,
  confirm_before_close: flag,
  notify: flag,
};

/** A project as its form has it. */
export interface ProjectValues extends Shown<typeof CODECS> {
  name: string;
  path: string[];
  sessions: string[];
}

/** What the form begins with: the project's values, or the model's defaults. */
export function projectValues(project?: Project): ProjectValues {
  return {
    name: project?.name ?? "",
    path: project ? [expandHome(project.path)] : [],
    sessions: [],
    ...shown(CODECS, project?.config ?? ProjectConfig.parse({})),
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
    config: ProjectConfig.parse({ ...project.config, ...stored(CODECS, values) }),
  };
}

/** A project with nothing in it yet. */
export function newProject(): Project {
  const now = new Date().toISOString();
  return Project.parse({ id: randomUUID(), name: "New Project", path: "~", created_at: now, updated_at: now });
}
