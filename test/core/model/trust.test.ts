import { describe, expect, test } from "vitest";
import { Project, ProjectConfig } from "../../../src/core/model/project.ts";
import { looksSecret, masked } from "../../../src/core/model/secrets.ts";
import { SessionTemplate } from "../../../src/core/model/session-template.ts";
import { fingerprint, HARMLESS } from "../../../src/core/model/trust.ts";
import { trustMarkdown } from "../../../src/views/trust/trust-markdown.ts";
import { aProject, aTemplate } from "../builders/project.ts";

type Values<S extends { shape: object }> = Record<keyof S["shape"], unknown>;

/** For each field of a project, a value that no default has. */
const PROJECT: Omit<Values<typeof Project>, "config" | "session_templates"> = {
  id: "other",
  name: "Other",
  path: "/elsewhere",
  created_at: "2030-01-01T00:00:00Z",
  updated_at: "2030-01-01T00:00:00Z",
};
const CONFIG: Values<typeof ProjectConfig> = {
  environment_variables: { NODE_OPTIONS: "--require ./evil.js" },
  close_sessions_on_project_close: false,
  confirm_before_close: false,
  tab_prefix: "x",
  startup_sequence: ["server"],
  shutdown_sequence: ["server"],
  dependencies: [{ task_id: "server", depends_on: ["server"], condition: "any" }],
  triggers: [{ on: { event: "ended", session: "server" }, then: { do: "restart", session: "server" } }],
  output_parsers: [{ name: "x", patterns: [{ regex: "x", event_type: "error" }] }],
  env_file: "evil.env",
  window: "new",
  notify: false,
};
const TEMPLATE: Values<typeof SessionTemplate> = {
  id: "evil",
  name: "Evil",
  command: "rm -rf ~",
  setup: "rm -rf ~",
  layout: "pane_vertical",
  parent_template_id: "server",
  auto_start: true,
  restart_on_exit: true,
  working_directory: "/elsewhere",
  monitor_output: false,
  success_pattern: ".",
  error_pattern: ".",
  wait_for_ready: true,
  ready_when: { type: "exec", command: "rm -rf ~" },
  ready_timeout_seconds: 1,
  restart_policy: "always",
  success_exit_codes: [1],
  stop_command: "rm -rf ~",
  stop_keys: "rm -rf ~\n",
  stop_signal: "SIGKILL",
  stop_timeout_seconds: 1,
  output_parsers: ["x"],
  agent: "claude",
  profile: "Evil",
  notify: true,
};

/** Each field of the schema with a fingerprint in which only this field is another. */
const changes = (of: keyof typeof HARMLESS, values: object, change: (field: object) => object) =>
  Object.entries(values).map(([field, value]) => {
    const project = Project.parse({ ...aProject(), ...change({ [field]: value }) });
    const harmless = (HARMLESS[of] as readonly string[]).includes(field);
    return { of, field, harmless, print: fingerprint(project), screen: trustMarkdown(project) };
  });

const CHANGES = [
  ...changes("project", PROJECT, (field) => field),
  ...changes("config", CONFIG, (config) => ({ config })),
  ...changes("template", TEMPLATE, (field) => ({ session_templates: [{ ...aTemplate(), ...field }] })),
];
/** The name counts only where a command uses it. */
const HARMLESS_CHANGES = CHANGES.filter(
  ({ of, field, harmless }) => harmless || (of === "project" && field === "name"),
);

describe("what of a project must be agreed to", () => {
  test("every field of the schemas is tried here", () => {
    expect([...Object.keys(PROJECT), "session_templates", "config"]).toEqual(Object.keys(Project.shape));
    expect(Object.keys(CONFIG)).toEqual(Object.keys(ProjectConfig.shape));
    expect(Object.keys(TEMPLATE)).toEqual(Object.keys(SessionTemplate.shape));
  });

  test.each(HARMLESS_CHANGES)("a change of the $of's $field asks nobody again", ({ print }) => {
    expect(print).toBe(fingerprint(aProject()));
  });

  test.each(CHANGES.filter((change) => !HARMLESS_CHANGES.includes(change)))(
    "a change of the $of's $field is asked about, and the screen that asks shows it",
    ({ print, screen, field }) => {
      expect(print).not.toBe(fingerprint(aProject()));
      // The id of a session runs nothing: what runs it, a trigger say, is shown.
      if (field !== "id") expect(screen).not.toBe(trustMarkdown(aProject()));
    },
  );

  test.each([
    ["the project", aProject({ later: true })],
    ["its config", aProject({ config: { later: true } })],
    ["a session", aProject({ session_templates: [aTemplate({ later: true })] })],
    ["the list of sessions", aProject({ session_templates: [aTemplate(), aTemplate({ id: "evil" })] })],
  ])("a field or a session more in %s is asked about, also if this version does not know it", (_, changed) => {
    expect(fingerprint(changed)).not.toBe(fingerprint(aProject()));
    expect(trustMarkdown(changed)).not.toBe(trustMarkdown(aProject()));
  });

  test("the order of fields, and the sessions that run at the moment, ask nobody again", () => {
    const { config, ...rest } = aProject();
    expect(fingerprint({ config, ...rest, active_sessions: { server: {} } })).toBe(fingerprint(aProject()));
  });

  test("a new name is asked about where a command uses it", () => {
    const command = "ls {project_name}";
    const named = (name: string) => aProject({ name, session_templates: [aTemplate({ command })] });
    expect(fingerprint(named("a"))).not.toBe(fingerprint(named("b")));
  });

  test("a field that is new in the schema asks nobody again, as long as it has its default", () => {
    expect(fingerprint(aProject())).toBe(
      '{"config":{},"name":null,"path":"/Users/me/webapp","session_templates":[{"command":"npm run dev","id":"server"}]}',
    );
  });
});

describe("secrets", () => {
  test.each([
    "API_KEY",
    "githubToken",
    "DB_PASSWORD",
    "SECRET",
    "AWS_ACCESS_KEY_ID",
    "stripeApiKey",
    "NPM_AUTH",
    "PGPASSWORD",
  ])("%s is hidden", (name) => {
    expect(looksSecret(name)).toBe(true);
  });
  test.each(["PORT", "NODE_ENV", "AUTHOR", "KEYBOARD", "TOKENIZER", "PUBLIC_KEY", "PWD", "PASSENGERS", "MONKEY"])(
    "%s is shown",
    (name) => {
      expect(looksSecret(name)).toBe(false);
    },
  );
  test.each([
    ["DATABASE_URL", "postgres://me:pw@host/db", "••••••"],
    ["TOKEN", "abc", "••••••"],
    ["EMPTY_TOKEN", "", ""],
    ["PORT", "80", "80"],
  ])("the value of %s is shown so that neither a password nor its length can be seen", (name, value, shown) => {
    expect(masked(name, value)).toBe(shown);
  });
});
