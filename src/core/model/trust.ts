import { canonicalJson } from "./plain-data.ts";
import { ProjectConfig, type Project } from "./project.ts";
import { SessionTemplate } from "./session-template.ts";
import { textsWithVariables } from "./validation/variables.ts";
import { variablesIn } from "./variables.ts";

/**
 * The fields that neither run anything, nor reach what runs, nor decide when it runs. A field that is not named here
 * counts, also one that is not known: a later version may run it.
 */
export const HARMLESS = {
  project: ["active_sessions", "created_at", "id", "updated_at"],
  config: ["confirm_before_close", "notify", "output_parsers", "tab_prefix", "window"],
  template: ["layout", "name", "notify", "output_parsers", "parent_template_id"],
} as const;

const DEFAULTS = {
  config: ProjectConfig.parse({}),
  template: SessionTemplate.parse({ id: "-", name: "-", command: "" }),
};

type Fields = Readonly<Record<string, unknown>>;

/** What of a project must be agreed to: all but its harmless fields. */
export interface Counted {
  project: Fields;
  config: Fields;
  /** With its id, which triggers name. */
  session_templates: Fields[];
}

/** Fields at their default are left out, so that a field which is new in the schema changes nothing. */
export function countedIn({ name, config, session_templates, ...project }: Project): Counted {
  return {
    project: { ...counted(project, {}, HARMLESS.project), name: usesName(session_templates) ? name : null },
    config: counted(config, DEFAULTS.config, HARMLESS.config),
    session_templates: session_templates.map(({ id, ...template }) => ({
      id,
      ...counted(template, DEFAULTS.template, HARMLESS.template),
    })),
  };
}

function counted(fields: Fields, defaults: Fields, harmless: readonly string[]): Fields {
  const counts = ([field, value]: [string, unknown]) =>
    !harmless.includes(field) && canonicalJson(value) !== canonicalJson(defaults[field]);
  return Object.fromEntries(Object.entries(fields).filter(counts));
}

/**
 * What must be agreed to, as one text: equal texts run the same. It is the text itself and not a hash of it, so that
 * nobody can make a project that only looks as if it had been agreed to.
 */
export function fingerprint(project: Project): string {
  const { project: fields, ...rest } = countedIn(project);
  return canonicalJson({ ...fields, ...rest });
}

function usesName(templates: readonly SessionTemplate[]): boolean {
  return templates
    .flatMap(textsWithVariables)
    .some(({ text, syntax }) => variablesIn(text, syntax).some(({ name }) => name === "project_name"));
}

/** The text that was kept as agreed to up to the first release that has `HARMLESS`: the fields that counted then. */
export function formerFingerprint({ name, path, config, session_templates }: Project): string {
  return canonicalJson({
    name: usesName(session_templates) ? name : null,
    path,
    env_file: config.env_file,
    environment_variables: config.environment_variables,
    startup_sequence: config.startup_sequence,
    triggers: config.triggers,
    sessions: session_templates.map((template) => ({
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
