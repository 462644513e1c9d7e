import { Fault } from "../../model/fault.ts";
import type { ProbeAnswer } from "../../model/observation.ts";
import type { Ports } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { ManagedSession } from "../../model/session.ts";
import { PROBE_TIMEOUT_SECONDS, type SessionTemplate } from "../../model/session-template.ts";
import type { Resolve } from "./trusted-resolve.ts";

/** Asks whether a session is ready, with its own folder, variables and environment. What cannot be resolved is not ready. */
export function probeWith({ probes, runner }: Pick<Ports, "probes" | "runner">, resolve: Resolve, shell: string) {
  return async (project: Project, template: SessionTemplate, { launch }: ManagedSession): Promise<ProbeAnswer> => {
    const { ready_when } = template;
    try {
      if (ready_when?.type === "http_get") {
        return await probes.http(await resolve.url(project, ready_when.url), limitOf(ready_when));
      }
      if (ready_when?.type === "exec") {
        const probe = { ...template, command: ready_when.command };
        const { command, working_directory, environment } = await resolve.template(project, probe);
        return await probes.exec(command, {
          cwd: working_directory,
          env: environment,
          environment_file: launch ? runner.environmentFile(launch.token) : null,
          shell,
          timeout_ms: limitOf(ready_when),
        });
      }
      return { ready: true, by: [] };
    } catch (error) {
      return { ready: false, got: error instanceof Fault ? error.message : "could not be asked" };
    }
  };
}

/** ms */
function limitOf({ timeout_seconds = PROBE_TIMEOUT_SECONDS }: { timeout_seconds?: number }): number {
  return timeout_seconds * 1000;
}
