import { canonicalJson } from "./plain-data.ts";
import type { Project } from "./project.ts";
import type { LaunchDefinition } from "./session.ts";
import { restartPolicy, type SessionTemplate } from "./session-template.ts";

/**
 * What the launch of a session is made of and holds until the next one, whatever is edited meanwhile. Everything but the
 * rules for restarts is in a digest only: environment variables may be secret.
 */
export function launchDefinition(project: Project, template: SessionTemplate, shell: string): LaunchDefinition {
  const { command, working_directory, profile, success_exit_codes } = template;
  const { environment_variables, env_file } = project.config;
  const parts = { command, working_directory, profile, shell, path: project.path, environment_variables, env_file };
  return { restart_policy: restartPolicy(template), success_exit_codes, digest: digest(canonicalJson(parts)) };
}

/** 53 bits that change with the text (cyrb53): it tells an edit, and withstands no attack. */
function digest(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** Whether what a session was launched from has been edited since. */
export function differs(before: LaunchDefinition, now: LaunchDefinition): boolean {
  return canonicalJson(before) !== canonicalJson(now);
}
