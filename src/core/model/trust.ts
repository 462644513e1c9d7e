import { canonicalJson } from "./plain-data.ts";
import type { Project } from "./project.ts";
import { textsWithVariables } from "./validation/variables.ts";
import { variablesIn } from "./variables.ts";

/**
 * Everything of a project that runs, or reaches what runs, as one text: commands, folders, variables, stop commands,
 * readiness probes, triggers, profiles, and what starts by itself. Equal texts run the same. It is the text itself and
 * not a hash of it, so that nobody can make a project that only looks as if it had been agreed to.
 */
export function fingerprint(project: Project): string {
  const { path, config, session_templates: templates } = project;
  const usesName = templates
    .flatMap(textsWithVariables)
    .some(({ text, syntax }) => variablesIn(text, syntax).some(({ name }) => name === "project_name"));
  return canonicalJson({
    name: usesName ? project.name : null,
    path,
    env_file: config.env_file,
    environment_variables: config.environment_variables,
    startup_sequence: config.startup_sequence,
    triggers: config.triggers,
    sessions: templates.map((template) => ({
      id: template.id,
      command: template.command,
      working_directory: template.working_directory,
      auto_start: template.auto_start,
      restart_on_exit: template.restart_on_exit,
      restart_policy: template.restart_policy,
      ready_when: template.ready_when,
      stop_command: template.stop_command,
      stop_keys: template.stop_keys,
      profile: template.profile,
    })),
  });
}
