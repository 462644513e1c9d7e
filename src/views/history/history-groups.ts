import { findTemplate } from "../../core/model/session-templates.ts";
import type { AppState } from "../../core/model/app-state.ts";
import type { Run } from "../../core/model/ports.ts";

/** All runs of one session template, the latest first. */
export interface SessionRuns {
  id: string;
  name: string;
  runs: Run[];
  /** Exit codes of a run that ended well. */
  good_codes: readonly number[];
}

export interface ProjectRuns {
  id: string;
  name: string;
  sessions: SessionRuns[];
}

/** Runs by project and session, the most lately run first; names of what has been deleted are their ids. */
export function historyGroups(runs: readonly Run[], state: AppState): ProjectRuns[] {
  const groups = new Map<string, ProjectRuns>();
  for (const run of [...runs].sort((a, b) => (b.started_at ?? "").localeCompare(a.started_at ?? ""))) {
    const project = state.projects.find(({ id }) => id === run.project_id);
    const group = groups.get(run.project_id) ?? {
      id: run.project_id,
      name: project?.name ?? run.project_id,
      sessions: [],
    };
    groups.set(run.project_id, group);
    const known = group.sessions.find((session) => session.id === run.template_id);
    if (known) {
      known.runs.push(run);
      continue;
    }
    const template = findTemplate(project, run.template_id);
    group.sessions.push({
      id: run.template_id,
      name: template?.name ?? run.template_id,
      runs: [run],
      good_codes: template?.success_exit_codes ?? [0],
    });
  }
  return [...groups.values()];
}
