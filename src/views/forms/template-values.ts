import { Readiness, RestartPolicy, restartPolicy, SessionTemplate } from "../../core/model/template.ts";
import type { Project } from "../../core/model/project.ts";
import { DependencyCondition } from "../../core/model/dependency.ts";

/** A session template as its form has it: text where the model has numbers, lists or null. */
export interface TemplateValues {
  name: string;
  command: string;
  working_directory: string;
  layout: string;
  parent_template_id: string;
  starts: string;
  depends_on: string[];
  condition: string;
  wait_for_ready: boolean;
  ready_type: string;
  ready_value: string;
  ready_timeout_seconds: string;
  restart_policy: string;
  success_exit_codes: string;
  monitor_output: boolean;
  success_pattern: string;
  error_pattern: string;
  output_parsers: string;
  agent: string;
  stop_command: string;
  stop_keys: string;
  stop_signal: string;
  stop_timeout_seconds: string;
  profile: string;
  notify: string;
}

/** The field of each way to be ready that holds its value. */
const READY_FIELD: Record<Readiness["type"], string | null> = {
  started: null,
  shell_prompt: null,
  ready_log_line: "pattern",
  http_get: "url",
  exec: "command",
};

export const needsValue = (type: string) => READY_FIELD[type as Readiness["type"]] != null;

/** What the form begins with. */
export function templateValues(template: SessionTemplate, project: Project): TemplateValues {
  const ready = template.ready_when;
  const field = ready && READY_FIELD[ready.type];
  const waits = project.config.dependencies.filter((dependency) => dependency.task_id === template.id);
  return {
    name: template.name,
    command: template.command,
    working_directory: template.working_directory ?? "",
    layout: template.layout,
    parent_template_id: template.parent_template_id ?? "",
    starts: startsOf(template, project),
    depends_on: waits[0]?.depends_on ?? [],
    condition: waits[0]?.condition ?? "success",
    wait_for_ready: template.wait_for_ready,
    ready_type: ready?.type ?? "",
    ready_value: ready && field ? String((ready as Record<string, unknown>)[field]) : "",
    ready_timeout_seconds: String(template.ready_timeout_seconds),
    restart_policy: restartPolicy(template),
    success_exit_codes: template.success_exit_codes.join(", "),
    monitor_output: template.monitor_output,
    success_pattern: template.success_pattern ?? "",
    error_pattern: template.error_pattern ?? "",
    output_parsers: template.output_parsers.join(", "),
    agent: template.agent ?? "",
    stop_command: template.stop_command ?? "",
    stop_keys: template.stop_keys ?? "",
    stop_signal: template.stop_signal,
    stop_timeout_seconds: String(template.stop_timeout_seconds),
    profile: template.profile ?? "",
    notify: template.notify === null ? "" : String(template.notify),
  };
}

function startsOf(template: SessionTemplate, { config }: Project): string {
  if (config.startup_sequence.includes(template.id)) return "sequence";
  return template.auto_start ? "auto" : "manual";
}

/** The template that the values describe; what the form does not show stays. Throws a ZodError on impossible values. */
export function templateFrom(values: TemplateValues, before: SessionTemplate): SessionTemplate {
  const policy = RestartPolicy.parse(values.restart_policy);
  return SessionTemplate.parse({
    ...before,
    name: values.name.trim(),
    command: values.command,
    working_directory: orNull(values.working_directory),
    layout: values.layout,
    parent_template_id: values.layout === "tab" ? null : orNull(values.parent_template_id),
    auto_start: values.starts === "auto" || (values.starts === "sequence" && before.auto_start),
    wait_for_ready: values.wait_for_ready,
    ready_when: readiness(values, before),
    ready_timeout_seconds: Number(values.ready_timeout_seconds),
    restart_on_exit: policy === "always",
    restart_policy: policy === "always" || policy === "no" ? null : policy,
    success_exit_codes: numbers(values.success_exit_codes),
    monitor_output: values.monitor_output,
    success_pattern: orNull(values.success_pattern),
    error_pattern: orNull(values.error_pattern),
    output_parsers: words(values.output_parsers),
    agent: orNull(values.agent),
    stop_command: orNull(values.stop_command),
    stop_keys: orNull(values.stop_keys),
    stop_signal: values.stop_signal,
    stop_timeout_seconds: Number(values.stop_timeout_seconds),
    profile: orNull(values.profile),
    notify: values.notify === "" ? null : values.notify === "true",
  });
}

/** `project` with the template in its place (or at the end), started and made to wait as the values say. */
export function withTemplate(project: Project, template: SessionTemplate, values: TemplateValues): Project {
  const { session_templates: templates, config } = project;
  const isNew = !templates.some(({ id }) => id === template.id);
  const sequence = config.startup_sequence;
  const inSequence = sequence.includes(template.id);
  const first = config.dependencies.findIndex((dependency) => dependency.task_id === template.id);
  const others = config.dependencies.filter((_, at) => at !== first);
  const depends_on = values.depends_on.filter((id) => id !== template.id);
  const condition = DependencyCondition.parse(values.condition);
  return {
    ...project,
    session_templates: isNew
      ? [...templates, template]
      : templates.map((other) => (other.id === template.id ? template : other)),
    config: {
      ...config,
      startup_sequence:
        values.starts !== "sequence"
          ? sequence.filter((id) => id !== template.id)
          : inSequence
            ? sequence
            : [...sequence, template.id],
      dependencies:
        depends_on.length > 0
          ? [...others, { ...config.dependencies[first], task_id: template.id, depends_on, condition }]
          : others,
    },
  };
}

function readiness({ ready_type, ready_value }: TemplateValues, before: SessionTemplate): Readiness | null {
  if (ready_type === "") return null;
  const field = READY_FIELD[ready_type as Readiness["type"]];
  const kept = before.ready_when?.type === ready_type ? before.ready_when : {};
  return Readiness.parse({ ...kept, type: ready_type, ...(field ? { [field]: ready_value } : {}) });
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text;
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}

function numbers(text: string): number[] {
  const codes = words(text).map(Number);
  return codes.length > 0 ? codes : [0];
}
