import { DependencyCondition } from "../../core/model/dependency.ts";
import type { Project } from "../../core/model/project.ts";
import {
  isProbe,
  Readiness,
  RestartPolicy,
  restartPolicy,
  SessionTemplate,
} from "../../core/model/session-template.ts";
import { flag, number, optional, shown, type Shown, stored, text, words } from "./codecs.ts";
import { readinessNeeds, type Starts } from "./template-choices.ts";

/** The fields that the form has under the names of the model. */
const CODECS = {
  name: { ...text, stored: (shown: string) => shown.trim() },
  command: text,
  setup: optional,
  working_directory: optional,
  layout: text,
  parent_template_id: optional,
  wait_for_ready: flag,
  ready_timeout_seconds: number,
  monitor_output: flag,
  success_pattern: optional,
  error_pattern: optional,
  output_parsers: words,
  agent: optional,
  stop_command: optional,
  stop_keys: optional,
  stop_signal: text,
  stop_timeout_seconds: number,
  profile: optional,
  success_exit_codes: {
    shown: (codes: number[]) => codes.join(", "),
    stored: (shown: string) => (words.stored(shown).length > 0 ? words.stored(shown).map(Number) : [0]),
  },
  notify: {
    shown: (notify: boolean | null) => (notify === null ? "" : String(notify)),
    stored: (shown: string) => (shown === "" ? null : shown === "true"),
  },
};

/** A session template as its form has it: text where the model has numbers, lists or null. */
export interface TemplateValues extends Shown<typeof CODECS> {
  starts: Starts;
  depends_on: string[];
  condition: string;
  ready_type: string;
  ready_value: string;
  /** Empty: the default. */
  ready_probe_timeout: string;
  restart_policy: string;
}

/** What the form begins with. */
export function templateValues(template: SessionTemplate, project: Project): TemplateValues {
  const ready = template.ready_when;
  const field = readinessNeeds(ready?.type ?? "")?.field;
  const waits = project.config.dependencies.find((dependency) => dependency.task_id === template.id);
  return {
    ...shown(CODECS, template),
    starts: startsOf(template, project),
    depends_on: waits?.depends_on ?? [],
    condition: waits?.condition ?? "success",
    ready_type: ready?.type ?? "",
    ready_value: ready && field ? String((ready as Record<string, unknown>)[field]) : "",
    ready_probe_timeout: ready && "timeout_seconds" in ready ? String(ready.timeout_seconds ?? "") : "",
    restart_policy: restartPolicy(template),
  };
}

/** The template that the values describe; what the form does not show stays. Throws a ZodError on impossible values. */
export function templateFrom(values: TemplateValues, before: SessionTemplate): SessionTemplate {
  const policy = RestartPolicy.parse(values.restart_policy);
  return SessionTemplate.parse({
    ...before,
    ...stored(CODECS, values),
    ...(values.layout === "tab" ? { parent_template_id: null } : {}),
    auto_start: values.starts === "auto" || (values.starts === "sequence" && before.auto_start),
    ready_when: readiness(values, before),
    restart_on_exit: policy === "always",
    restart_policy: policy === "always" || policy === "no" ? null : policy,
  });
}

/** `project` with the template in its place (or at the end), started and made to wait as the values say. */
export function withTemplate(project: Project, template: SessionTemplate, values: TemplateValues): Project {
  const { session_templates: templates, config } = project;
  const { id } = template;
  const isNew = !templates.some((other) => other.id === id);
  const sequence = config.startup_sequence.filter((other) => other !== id || values.starts === "sequence");
  const before = config.dependencies.find((dependency) => dependency.task_id === id);
  const others = config.dependencies.filter((dependency) => dependency !== before);
  const depends_on = values.depends_on.filter((other) => other !== id);
  const condition = DependencyCondition.parse(values.condition);
  return {
    ...project,
    session_templates: isNew
      ? [...templates, template]
      : templates.map((other) => (other.id === id ? template : other)),
    config: {
      ...config,
      startup_sequence: values.starts === "sequence" && !sequence.includes(id) ? [...sequence, id] : sequence,
      dependencies: depends_on.length > 0 ? [...others, { ...before, task_id: id, depends_on, condition }] : others,
    },
  };
}

function startsOf(template: SessionTemplate, { config }: Project): Starts {
  if (config.startup_sequence.includes(template.id)) return "sequence";
  return template.auto_start ? "auto" : "manual";
}

function readiness(
  { ready_type, ready_value, ready_probe_timeout }: TemplateValues,
  before: SessionTemplate,
): Readiness | null {
  if (ready_type === "") return null;
  const field = readinessNeeds(ready_type)?.field;
  const kept = before.ready_when?.type === ready_type ? before.ready_when : {};
  const timeout_seconds = ready_probe_timeout.trim() === "" ? undefined : Number(ready_probe_timeout);
  return Readiness.parse({
    ...kept,
    type: ready_type,
    ...(field ? { [field]: ready_value } : {}),
    ...(isProbe(ready_type) ? { timeout_seconds } : {}),
  });
}
