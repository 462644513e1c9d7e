import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/core/model/fault.ts";
import { parseProject } from "../../../src/core/model/validation/validation.ts";
import { arbitraryProject, writtenProject } from "../builders/arbitrary-project.ts";
import { aProject, aTemplate } from "../builders/project.ts";

function problemsWith(value: unknown): readonly string[] {
  try {
    parseProject(value);
    return [];
  } catch (error) {
    if (error instanceof Fault && error.code === "invalid_project") return error.problems;
    throw error;
  }
}

const withSessions = (...session_templates: ReturnType<typeof aTemplate>[]) => aProject({ session_templates });
const withConfig = (config: object) => ({
  ...aProject({ session_templates: [aTemplate(), aTemplate({ id: "tests" })] }),
  config,
});

describe("a valid project", () => {
  test("is accepted whatever is left out or not known, and keeps every field that was written", () => {
    fc.assert(
      fc.property(writtenProject, (written) => {
        const project = parseProject(written);
        expect(project).toMatchObject(written);
        expect(parseProject(project)).toEqual(project);
      }),
      { numRuns: 500 },
    );
  });

  test("survives JSON without a change", () => {
    fc.assert(
      fc.property(arbitraryProject, (project) => {
        expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
      }),
      { numRuns: 500 },
    );
  });

  test("loses only its run-time sessions", () => {
    expect(parseProject({ ...aProject(), active_sessions: { a: {} } })).toEqual(aProject());
  });
});

describe("what is wrong is said with project, session and field", () => {
  test.each<[string, unknown, string]>([
    [
      "a parent that does not exist",
      withSessions(aTemplate(), aTemplate({ id: "tests", parent_template_id: "sever" })),
      "Project 'webapp', session 'tests': parent_template_id 'sever' does not exist; did you mean 'server'?",
    ],
    ["an id twice", withSessions(aTemplate(), aTemplate()), "Project 'webapp': two sessions have the id 'server'"],
    [
      "parents in a circle",
      withSessions(aTemplate({ id: "a", parent_template_id: "b" }), aTemplate({ id: "b", parent_template_id: "a" })),
      "Project 'webapp', session 'a': parent_template_id goes in a circle: a → b → a",
    ],
    [
      "an unknown entry of the startup sequence",
      withConfig({ startup_sequence: ["serevr"] }),
      "Project 'webapp': startup_sequence 'serevr' does not exist; did you mean 'server'?",
    ],
    [
      "an entry twice",
      withConfig({ shutdown_sequence: ["tests", "tests"] }),
      "Project 'webapp': shutdown_sequence lists 'tests' more than once",
    ],
    [
      "a pattern that does not compile",
      withSessions(aTemplate({ success_pattern: "(" })),
      "Project 'webapp', session 'server': success_pattern is not a regular expression: Invalid regular expression: /(/: Unterminated group",
    ],
    [
      "dependencies in a circle",
      withConfig({
        dependencies: [
          { task_id: "server", depends_on: ["tests"] },
          { task_id: "tests", depends_on: ["server"] },
        ],
      }),
      "Project 'webapp': dependencies go in a circle: server → tests → server",
    ],
    [
      "a misspelt dependency",
      withConfig({ dependencies: [{ task_id: "server", depends_on: ["test"] }] }),
      "Project 'webapp': dependencies[0].depends_on 'test' does not exist; did you mean 'tests'?",
    ],
    [
      "an unknown condition",
      withConfig({ dependencies: [{ task_id: "server", depends_on: ["tests"], condition: "sucess" }] }),
      "Project 'webapp': dependencies[0].condition 'sucess' is not known (known: success, any, failure, started, ready, idle, waiting); did you mean 'success'?",
    ],
    [
      "a misspelt session of a trigger",
      withConfig({ triggers: [{ on: { event: "ended", session: "tets" }, then: { do: "start", session: "server" } }] }),
      "Project 'webapp': triggers[0].on.session 'tets' does not exist; did you mean 'tests'?",
    ],
    [
      "a group that the pattern does not have",
      withConfig({
        output_parsers: [
          { name: "tsc", patterns: [{ regex: "(?<file>.+)", event_type: "error", extract_groups: ["fiel"] }] },
        ],
      }),
      "Project 'webapp': output_parsers.tsc.patterns[0].extract_groups 'fiel' is not a named group of the pattern; did you mean 'file'?",
    ],
    [
      "an unknown variable",
      withSessions(aTemplate({ command: "ls {projet_path}" })),
      "Project 'webapp', session 'server': command uses {projet_path}, which is not known; did you mean 'project_path'?",
    ],
    [
      "an unknown layout",
      { ...aProject(), session_templates: [{ ...aTemplate(), layout: "pane_vertikal" }] },
      "Project 'webapp', session 'server': layout 'pane_vertikal' is not known (known: tab, pane_horizontal, pane_vertical); did you mean 'pane_vertical'?",
    ],
    [
      "a field of the wrong type",
      { ...aProject(), session_templates: [{ ...aTemplate(), auto_start: "yes" }] },
      "Project 'webapp', session 'server': auto_start must be true or false, not text ('yes')",
    ],
    ["a missing field", { ...aProject(), path: undefined }, "Project 'webapp': path is missing"],
    [
      "a session without an id",
      { ...aProject(), session_templates: [{ name: "x", command: "x" }] },
      "Project 'webapp', session 1: id is missing",
    ],
    ["something else", 7, "Project: it must be an object, not 7"],
    [
      "a date that is none",
      { ...aProject(), created_at: "yesterday" },
      "Project 'webapp': created_at 'yesterday' is not a date; write it as 2024-01-15T10:30:00Z",
    ],
    [
      "an id that every object has",
      { ...aProject(), id: "constructor", name: "x" },
      "Project 'x': id 'constructor' is a reserved word; choose another id",
    ],
    [
      "NUL in a command",
      withSessions(aTemplate({ command: "a\0b" })),
      "Project 'webapp' has text with a NUL character.",
    ],
    [
      "a pane whose parent depends on it",
      aProject({
        session_templates: [
          aTemplate(),
          aTemplate({ id: "tests", layout: "pane_vertical", parent_template_id: "server" }),
        ],
        config: { dependencies: [{ task_id: "server", depends_on: ["tests"] }] },
      }),
      "Project 'webapp': dependencies and parent_template_id together go in a circle, so none can start: server → tests → server",
    ],
  ])("%s", (_what, value, sentence) => {
    expect(problemsWith(value)).toEqual([sentence]);
  });

  test("tells everything that is wrong at once", () => {
    const project = withSessions(aTemplate({ success_pattern: "(", parent_template_id: "x", command: "{nothing}" }));
    expect(problemsWith(project)).toEqual([
      expect.stringContaining("session 'server': parent_template_id"),
      expect.stringContaining("session 'server': success_pattern"),
      expect.stringContaining("session 'server': command"),
    ]);
  });
});

describe("variables at save", () => {
  test("may be of the project, its environment, its ports and its questions", () => {
    const command = "{project_name} {project_path} {home} {branch} {TOKEN} {port:web} {ask:Why?}";
    const project = aProject({
      session_templates: [aTemplate({ command })],
      config: { environment_variables: { TOKEN: "x" } },
    });
    expect(problemsWith(project)).toEqual([]);
  });

  test("may have any name with an env_file, whose names are known when the session starts", () => {
    const project = aProject({ session_templates: [aTemplate({ command: "{A}" })], config: { env_file: ".env" } });
    expect(problemsWith(project)).toEqual([]);
  });
});
