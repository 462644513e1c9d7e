import fc from "fast-check";
import { unsafeData } from "../../../src/core/model/plain-data.ts";
import { Project } from "../../../src/core/model/project.ts";
import type { ParsedFile } from "../../../src/core/interchange/parsed-file.ts";

/** Text as a person may write it: any Unicode, quotes, line ends. */
const text = fc.string({ unit: "binary", maxLength: 20 }).filter((value) => unsafeData(value) === null);
const filled = text.filter((value) => value !== "");
const id = filled.filter((value) => !(value in Object.prototype));

const command = fc.oneof(
  fc.constantFrom(
    "npm run dev",
    "claude /plan",
    "serve --port {port:web}",
    "cd '{project_path}' && ls",
    "{ask:Which?}",
    "{{",
  ),
  text.filter((value) => !value.includes("{")),
);
const pattern = fc.constantFrom("ready", "^error: (?<what>.*)$", "\\d+ passed", "[a-z]+|Z", "(?:)", "[\"'\\\\]");
const date = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((value) => value.toISOString());
const environment = fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,11}$/), text, { maxKeys: 4 });

/** Fields that this version does not know. */
const unknownFields = fc
  .dictionary(fc.stringMatching(/^x_[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)
  .filter((value) => unsafeData(value) === null);

const optional = { requiredKeys: [] as [] };

const readiness = fc.oneof(
  fc.record({ type: fc.constant("started") }),
  fc.record({ type: fc.constant("shell_prompt") }),
  fc.record({ type: fc.constant("ready_log_line"), pattern }),
  fc.record({ type: fc.constant("http_get"), url: fc.constant("http://localhost:{port:web}/") }),
  fc.record({ type: fc.constant("exec"), command: command.filter((value) => value !== "") }),
);

const templateFields = fc.record(
  {
    layout: fc.constantFrom("tab", "pane_horizontal", "pane_vertical"),
    auto_start: fc.boolean(),
    restart_on_exit: fc.boolean(),
    working_directory: fc.option(fc.constantFrom("~/src", "server", "/tmp")),
    monitor_output: fc.boolean(),
    success_pattern: fc.option(pattern),
    error_pattern: fc.option(pattern),
    wait_for_ready: fc.boolean(),
    ready_when: fc.option(readiness),
    ready_timeout_seconds: fc.integer({ min: 1, max: 600 }),
    restart_policy: fc.option(fc.constantFrom("no", "on_failure", "always", "unless_stopped")),
    success_exit_codes: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }),
    stop_command: fc.option(command),
    stop_keys: fc.option(fc.constantFrom("q", "\u0003")),
    stop_signal: fc.constantFrom("SIGTERM", "SIGINT"),
    stop_timeout_seconds: fc.integer({ min: 0, max: 60 }),
    agent: fc.option(fc.constantFrom("claude", "codex")),
    notify: fc.option(fc.boolean()),
  },
  optional,
);

/** Parents, dependencies and triggers only ever point to earlier templates, so there is no circle. */
function templatesOf(ids: string[]) {
  return fc.tuple(
    ...ids.map((own, index) =>
      fc
        .tuple(templateFields, unknownFields, fc.record({ name: filled, command }), fc.option(fc.nat({ max: 50 })))
        .map(([fields, unknown, named, parent]) => ({
          ...unknown,
          ...fields,
          ...named,
          id: own,
          parent_template_id: parent === null || index === 0 ? null : ids[parent % index]!,
        })),
    ),
  );
}

function configOf(ids: string[]) {
  const some = fc.subarray(ids);
  const one = ids.length > 0 ? fc.constantFrom(...ids) : fc.constant("");
  const none = { maxLength: ids.length > 0 ? 2 : 0 };
  const dependency = fc
    .tuple(
      fc.nat({ max: 50 }),
      fc.nat({ max: 50 }),
      fc.constantFrom("success", "any", "failure", "started", "ready", "idle"),
    )
    .map(([a, b, condition]) => {
      const task = 1 + (a % (ids.length - 1));
      return { task_id: ids[task]!, depends_on: [ids[b % task]!], condition };
    });
  const trigger = fc.record({
    on: fc.oneof(
      fc.record({ event: fc.constantFrom("succeeded", "failed", "ended", "waiting"), session: one }),
      fc.record({ event: fc.constant("pattern"), session: one, pattern }),
    ),
    then: fc.oneof(
      fc.record({ do: fc.constantFrom("start", "restart", "stop"), session: one }),
      fc.record({ do: fc.constant("message"), session: one, payload: text }),
    ),
  });
  const parser = fc.record({
    name: filled,
    patterns: fc.array(
      fc.constantFrom(
        { regex: "^(?<file>.+):(?<line>\\d+)", event_type: "error", extract_groups: ["file", "line"] },
        { regex: "\\d+%", event_type: "progress" },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  });
  const known = fc.record(
    {
      environment_variables: environment,
      close_sessions_on_project_close: fc.boolean(),
      confirm_before_close: fc.boolean(),
      tab_prefix: text,
      startup_sequence: some,
      shutdown_sequence: some,
      dependencies: fc.array(dependency, { maxLength: ids.length > 1 ? 2 : 0 }),
      triggers: fc.array(trigger, none),
      output_parsers: fc.uniqueArray(parser, { maxLength: 2, selector: ({ name }) => name }),
      env_file: fc.option(fc.constant(".env")),
      window: fc.constantFrom("current", "new"),
      notify: fc.boolean(),
    },
    optional,
  );
  return fc.tuple(unknownFields, known).map(([unknown, fields]) => ({ ...unknown, ...fields }));
}

/** A valid project as a person may write it: fields left out, fields not known, any text. */
export const writtenProject: fc.Arbitrary<Record<string, unknown>> = fc
  .uniqueArray(id, { maxLength: 5 })
  .chain((ids) =>
    fc.tuple(
      unknownFields,
      fc.record({ id, name: filled, path: filled, created_at: date, updated_at: date }),
      templatesOf(ids),
      configOf(ids),
    ),
  )
  .map(([unknown, fields, session_templates, config]) => ({ ...unknown, ...fields, session_templates, config }));

/** A valid project, its defaults filled in. */
export const arbitraryProject: fc.Arbitrary<Project> = writtenProject.map((value) => Project.parse(value));

/** Several valid projects with ids of their own. */
export const arbitraryProjects: fc.Arbitrary<Project[]> = fc.uniqueArray(arbitraryProject, {
  maxLength: 4,
  selector: (project) => project.id,
});

/** What a valid file holds. */
export const arbitraryFile: fc.Arbitrary<ParsedFile> = fc.record({
  projects: arbitraryProjects,
  settings: fc.option(
    fc
      .tuple(unknownFields, fc.record({ default_shell: filled, confirm_on_quit: fc.boolean() }, optional))
      .map(([unknown, fields]) => ({ ...unknown, ...fields })),
  ),
});
