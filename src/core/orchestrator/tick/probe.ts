import type { Probes } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { SessionTemplate } from "../../model/session-template.ts";
import type { Resolve } from "./trusted-resolve.ts";

/** A readiness command that hangs is not ready (ms). */
const EXEC_LIMIT = 5_000;

/** Asks whether a session is ready, with its own folder, variables and environment. What cannot be resolved is not ready. */
export function probeWith(probes: Probes, resolve: Resolve, shell: string) {
  return async (project: Project, template: SessionTemplate): Promise<boolean> => {
    const { ready_when } = template;
    try {
      if (ready_when?.type === "http_get") return await probes.http(await resolve.url(project, ready_when.url));
      if (ready_when?.type === "exec") {
        const probe = { ...template, command: ready_when.command };
        const { command, working_directory, environment } = await resolve.template(project, probe);
        const options = { cwd: working_directory, env: environment, shell, timeout_ms: EXEC_LIMIT };
        return await probes.exec(command, options);
      }
      return true;
    } catch {
      return false;
    }
  };
}
