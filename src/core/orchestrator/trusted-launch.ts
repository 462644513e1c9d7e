import { resolveTemplate } from "../act/variables/resolve.ts";
import type { DesiredState } from "../model/desired.ts";
import { Fault } from "../model/fault.ts";
import type { ProjectStore } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/template.ts";
import { fingerprint } from "../model/trust.ts";

export interface Resolved {
  command: string;
  working_directory: string;
  environment: Record<string, string>;
}

/** Turns a template into what is run: variables filled in, `~` expanded. */
export type Resolve = (project: Project, template: SessionTemplate) => Promise<Resolved>;

/** Rejects with `not_trusted` unless the user has agreed to exactly what this project runs now. */
export async function requireTrust(store: ProjectStore, project: Project): Promise<void> {
  if ((await store.trusted(project.id)) === fingerprint(project)) return;
  throw new Fault("not_trusted", `Nobody has agreed yet to what '${project.name}' runs.`, {
    advice: "Open the project from List Projects: it shows the commands, folders and variables, and asks once.",
  });
}

/**
 * The one door through which anything of a project is run: sessions, readiness probes, stop commands.
 * Rejects with `not_trusted`, `needs_answer`, `unknown_variable` or `not_found`.
 */
export function trustedResolve(store: ProjectStore, home: string, desired: DesiredState): Resolve {
  return async (project, template) => {
    await requireTrust(store, project);
    const answers = desired.projects[project.id]?.answers ?? {};
    return resolveTemplate(project, template, { home, answers, store });
  };
}
