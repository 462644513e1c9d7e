import fc from "fast-check";
import { expect, test } from "vitest";
import { Project } from "../../../src/core/model/project.ts";
import { RestartPolicy, type Readiness, type SessionTemplate } from "../../../src/core/model/session-template.ts";
import { parseProject } from "../../../src/core/model/validation/validation.ts";
import { moveTemplate, orderedTemplates, removeTemplate } from "../../../src/core/model/session-templates.ts";
import { templateFrom, templateValues, withTemplate } from "../../../src/views/forms/template-values.ts";
import { fromLines, toLines } from "../../../src/views/forms/variable-lines.ts";

const DATE = "2024-01-15T10:30:00Z";
const sample = Project.parse({
  id: "p",
  name: "Web App",
  path: "~/webapp",
  created_at: DATE,
  updated_at: DATE,
  session_templates: [
    { id: "plan", name: "Plan", command: "claude /plan", auto_start: true, from_elsewhere: 1 },
    { id: "server", name: "Dev Server", command: "npm run dev", restart_on_exit: true },
    { id: "tests", name: "Tests", command: "npm test", layout: "pane_vertical", parent_template_id: "server" },
  ],
  config: {
    startup_sequence: ["server", "tests"],
    shutdown_sequence: ["tests", "server"],
    dependencies: [{ task_id: "tests", depends_on: ["server", "plan"], condition: "ready" }],
    triggers: [{ on: { event: "failed", session: "tests" }, then: { do: "restart", session: "server" } }],
  },
});
const template = (id: string) => sample.session_templates.find((one) => one.id === id)!;
const saved = (one: SessionTemplate) =>
  withTemplate(sample, templateFrom(templateValues(one, sample), one), templateValues(one, sample));

test("saving a session's form without a change changes nothing, unknown fields included", () => {
  for (const one of sample.session_templates) expect(saved(one)).toEqual(sample);
});

test("whatever a session has, its form gives it back", () => {
  const readiness = fc.constantFrom<Readiness | null>(
    null,
    { type: "started" },
    { type: "shell_prompt" },
    { type: "ready_log_line", pattern: "ready \\d+" },
    { type: "http_get", url: "http://localhost:1" },
    { type: "exec", command: "pg_isready" },
    { type: "http_get", url: "http://localhost:1", timeout_seconds: 20 },
    { type: "exec", command: "pg_isready", timeout_seconds: 0.5 },
  );
  const some = fc.record({
    ready_when: readiness,
    restart_policy: fc.constantFrom(null, "on_failure", "unless_stopped"),
    success_exit_codes: fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1 }),
    notify: fc.constantFrom(null, true, false),
    stop_timeout_seconds: fc.nat(100),
    error_pattern: fc.constantFrom(null, "^ERROR"),
    wait_for_ready: fc.boolean(),
  });
  fc.assert(
    fc.property(some, (fields) => {
      const one = { ...template("plan"), ...fields } as SessionTemplate;
      expect(templateFrom(templateValues(one, sample), one)).toEqual(one);
    }),
  );
});

test.each(RestartPolicy.options)("the restart policy %s is kept in the fields that other tools read", (policy) => {
  const before = template("plan");
  const after = templateFrom({ ...templateValues(before, sample), restart_policy: policy }, before);
  expect(after.restart_on_exit).toBe(policy === "always");
  expect(templateValues(after, sample).restart_policy).toBe(policy);
});

test("the list shows the start-up sequence first, and moving a session moves it there too", () => {
  expect(orderedTemplates(sample).map(({ id }) => id)).toEqual(["server", "tests", "plan"]);
  const after = moveTemplate(sample, "tests", -1);
  expect(after.config.startup_sequence).toEqual(["tests", "server"]);
  expect(moveTemplate(sample, "server", -1)).toEqual(sample);
});

test("a session that goes takes everything that names it along, and its panes become tabs", () => {
  const after = parseProject(removeTemplate(sample, "server"));
  expect(after.session_templates.find(({ id }) => id === "tests")).toMatchObject({
    layout: "tab",
    parent_template_id: null,
  });
  expect(after.config).toMatchObject({
    startup_sequence: ["tests"],
    shutdown_sequence: ["tests"],
    dependencies: [{ task_id: "tests", depends_on: ["plan"] }],
    triggers: [],
  });
});

test("variables are read back from their lines as they were, and lines without a name are said", () => {
  const variables = { NODE_ENV: "dev", URL: "http://a?b=c", EMPTY: "", QUOTED: `"x" $HOME` };
  expect(fromLines(toLines(variables))).toEqual({ variables, wrong: [] });
  expect(fromLines("A=1\n\nnonsense\n2B=3").wrong).toEqual(["nonsense", "2B=3"]);
});
