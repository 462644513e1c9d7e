import { describe, expect, test } from "vitest";
import { restartSessions } from "../../../src/core/decide/desired-state.ts";
import { launchDefinition } from "../../../src/core/model/launch-definition.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";

type Template = Parameters<typeof aTemplate>[0];
type Config = Partial<Project["config"]>;

const made = (template: Template = {}, config: Config = {}) =>
  aProject({
    session_templates: [aTemplate({ restart_policy: "on_failure", auto_start: true, ...template })],
    config: { environment_variables: { TOKEN: "s3cret" }, ...config },
  });

/** The project opened and up, then edited, then looked at. */
function edited(template: Template, config?: Config): Driver {
  const driver = new Driver(made(), { server: { lasts: 60_000, code: 3 } }).open().settle();
  driver.project = made(template, config);
  driver.tick();
  return driver;
}

test.each<[string, Template, Config?]>([
  ["restart policy", { restart_policy: "always" }],
  ["success exit codes", { success_exit_codes: [0, 3] }],
  ["command", { command: "npm start" }],
  ["folder", { working_directory: "server" }],
  ["profile", { profile: "Red" }],
  ["environment", {}, { environment_variables: { TOKEN: "other" } }],
  ["env_file", {}, { env_file: ".env" }],
])("a session whose %s is edited while it runs says that it has to be restarted for that, until it is", (...given) => {
  const [, template, config] = given;
  const driver = edited(template, config);
  expect(driver.session("server").outdated).toBe(true);
  const { project } = driver;
  driver.edit((desired, { runtime, now }) => restartSessions({ desired, runtime }, project, ["server"], now)).settle();
  expect(driver.session("server")).toMatchObject({ generation: 2, outdated: false });
});

test.each<[string, Template, Config?]>([
  ["nothing", {}],
  ["its name", { name: "Other" }],
  ["its patterns", { error_pattern: "ERROR", success_pattern: "ok" }],
  ["how it is stopped", { stop_signal: "SIGINT", stop_timeout_seconds: 3 }],
  ["when it is ready", { ready_timeout_seconds: 5 }],
  ["notifications", {}, { notify: false }],
])("an edit of %s applies at once, and nothing is said of it", (_what, template, config) => {
  expect(edited(template, config).session("server").outdated ?? false).toBe(false);
});

describe("a restart policy that is edited while its session runs", () => {
  test("does not make a session end that its runner restarts", () => {
    const driver = edited({ restart_policy: "no" });
    driver.run(63_000);
    expect(driver.session("server")).toMatchObject({ phase: { name: "up" }, restarts: 1, outdated: true });
    const causes = driver.decisions.flatMap(({ events }) => events).filter(({ type }) => type === "session_ended");
    expect(causes).toHaveLength(1);
  });

  test("does not make a session wait for a restart that its runner will not do", () => {
    const driver = new Driver(made({ restart_policy: "no" }), { server: { lasts: 60_000, code: 3 } }).open().settle();
    driver.project = made({ restart_policy: "always" });
    driver.run(63_000);
    expect(driver.session("server").phase).toMatchObject({ name: "ended", cause: "exited" });
  });
});

test("what is kept of the settings that a session was launched with holds none of their values", () => {
  const project = made();
  const kept = JSON.stringify(launchDefinition(project, project.session_templates[0]!, "/bin/zsh"));
  expect(kept).not.toMatch(/s3cret|TOKEN|npm/);
});
