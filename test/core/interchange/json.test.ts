import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportJson, importJson } from "../../../src/core/interchange/json.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import { arbitraryFile } from "../builders/arbitrary-project.ts";
import { aProject } from "../builders/project.ts";

const written = ({ projects, settings }: ReturnType<typeof importJson>) =>
  exportJson(projects, settings, { withoutSecrets: false });

function faultOf(text: string): Fault {
  try {
    importJson(text);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

const fileWith = (fields: object) => JSON.stringify({ version: "1.0", projects: [aProject()], ...fields });

describe("any valid file", () => {
  test("imported and exported is equal", () => {
    fc.assert(
      fc.property(arbitraryFile, (file) => {
        const text = written(file);
        expect(importJson(text)).toEqual(file);
        expect(JSON.parse(written(importJson(text)))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test("leaves out the values of secrets if asked to, and keeps their names", () => {
    const project = aProject({ config: { environment_variables: { API_TOKEN: "s3cret", PORT: "80" } } });
    const text = exportJson([project], null, { withoutSecrets: true });
    expect(text).not.toContain("s3cret");
    expect(importJson(text).projects[0]!.config.environment_variables).toEqual({ API_TOKEN: "", PORT: "80" });
  });
});

describe("a file that is refused", () => {
  test.each([
    ["of another major version", fileWith({ version: "2.0" }), "unsupported_version"],
    ["without a version", fileWith({ version: undefined }), "invalid_file"],
    ["with a version that is no text", fileWith({ version: 1 }), "invalid_file"],
    ["without projects", fileWith({ projects: undefined }), "invalid_file"],
    ["with a project twice", fileWith({ projects: [aProject(), aProject()] }), "invalid_file"],
    ["with settings of the wrong type", fileWith({ settings: { confirm_on_quit: "yes" } }), "invalid_file"],
    ["that reaches for prototypes", fileWith({}).replace("{", '{"__proto__":{"polluted":true},'), "invalid_file"],
    [
      "nested a hundred thousand deep",
      `{"version":"1.0","projects":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "invalid_file",
    ],
    ["of 50 MB", " ".repeat(50 * 1024 * 1024), "too_large"],
    ["that is empty", "", "invalid_file"],
  ])("%s", (_what, text, code) => {
    const fault = faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.message).not.toBe("");
    expect(fault.advice).not.toBe("");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("names every problem of every project", () => {
    const fault = faultOf(
      fileWith({ projects: [{ ...aProject(), path: "" }, aProject({ id: "b", config: { startup_sequence: ["x"] } })] }),
    );
    expect(fault.problems).toEqual([
      "Project 'webapp': path must not be empty",
      "Project 'b': startup_sequence 'x' does not exist",
    ]);
  });

  test("a file of a later minor version is read, whatever new fields it has", () => {
    const projects = [aProject({ later: true })];
    expect(importJson(fileWith({ version: "1.7", tags: ["a"], projects })).projects).toEqual(projects);
  });
});
