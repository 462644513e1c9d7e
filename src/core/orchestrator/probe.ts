import type { Probes } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { SessionTemplate } from "../model/template.ts";
import type { Resolve } from "./trusted-launch.ts";

/** A readiness command that hangs is not ready (ms). */
const EXEC_LIMIT = 5_000;

/** Asks whether a session is ready, with its own folder, variables and environment. What cannot be resolved is not ready. */
export function probeWith(probes: Probes, resolve: Resolve, shell: string) {
  return async (project: Project, template: SessionTemplate): Promise<boolean> => {
    const { ready_when } = template;
    try {
      if (ready_when?.type === "http_get") {
        // The URL may hold variables too; as a command of its own it goes through the same door.
        const { command } = await resolve(project, { ...template, command: ready_when.url });
        return await probes.http(unquoted(command));
      }
      if (ready_when?.type === "exec") {
        const { command, working_directory, environment } = await resolve(project, {
          ...template,
          command: ready_when.command,
        });
        return await probes.exec(command, { cwd: working_directory, env: environment, shell, timeout_ms: EXEC_LIMIT });
      }
      return true;
    } catch {
      return false;
    }
  };
}

/** Values in commands come shell-quoted; a URL is no command. */
function unquoted(text: string): string {
  return text.replaceAll("'", "");
}
