import { resolveTemplate, resolveText, type ResolvedTemplate } from "../../variables/resolve.ts";
import type { DesiredState } from "../../model/desired.ts";
import { Fault } from "../../model/fault.ts";
import type { Ports, ProjectStore } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { SessionTemplate } from "../../model/session-template.ts";

/** Fills in what a project's texts leave open. */
export interface Resolve {
  /** What a template runs: variables filled in, folders absolute. */
  template(project: Project, template: SessionTemplate): Promise<ResolvedTemplate>;
  /** A URL of the project, which no shell reads. */
  url(project: Project, url: string): Promise<string>;
}

/** Rejects with `not_trusted` unless the user has agreed to exactly what this project runs now. */
export async function requireTrust(store: ProjectStore, project: Project): Promise<void> {
  if (await store.isTrusted(project)) return;
  throw new Fault("not_trusted", `Nobody has agreed yet to what '${project.name}' runs.`, {
    advice: "Open the project from List Projects: it shows the commands, folders and variables, and asks once.",
  });
}

/**
 * The one door through which anything of a project is run: sessions, readiness probes, stop commands.
 * Rejects with `not_trusted`, `needs_answer`, `unknown_variable` or `not_found`.
 */
export function trustedResolve(
  { store, home, git }: Pick<Ports, "store" | "home" | "git">,
  desired: DesiredState,
): Resolve {
  const context = (project: Project) => ({ home, answers: desired.projects[project.id]?.answers ?? {}, store, git });
  return {
    async template(project, template) {
      await requireTrust(store, project);
      return resolveTemplate(project, template, context(project));
    },
    async url(project, url) {
      await requireTrust(store, project);
      return resolveText(project, url, "plain", context(project));
    },
  };
}
