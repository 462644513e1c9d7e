import { describe, expect, test } from "vitest";
import { looksSecret, maskSecrets } from "../../../src/core/model/secrets.ts";
import { fingerprint } from "../../../src/core/model/trust.ts";
import { aProject, aTemplate } from "../builders/project.ts";

const trusted = aProject();
const server = (given: object) => aProject({ session_templates: [aTemplate(given)] });

describe("the fingerprint of what a project runs", () => {
  test.each([
    ["a command", server({ command: "rm -rf ~" })],
    ["a folder", aProject({ path: "/elsewhere" })],
    ["the folder of a session", server({ working_directory: "/elsewhere" })],
    ["a variable", aProject({ config: { environment_variables: { NODE_OPTIONS: "--require ./evil.js" } } })],
    ["the file of variables", aProject({ config: { env_file: "evil.env" } })],
    ["a stop command", server({ stop_command: "rm -rf ~" })],
    ["keys typed to stop it", server({ stop_keys: "rm -rf ~\n" })],
    ["a readiness command", server({ ready_when: { type: "exec", command: "rm -rf ~" } })],
    ["what starts by itself", server({ auto_start: true })],
    ["a profile", server({ profile: "Evil" })],
    ["another session", aProject({ session_templates: [aTemplate(), aTemplate({ id: "evil" })] })],
    [
      "a trigger",
      aProject({
        config: {
          triggers: [
            {
              on: { event: "ended", session: "server" },
              then: { do: "message", session: "server", payload: "rm -rf ~" },
            },
          ],
        },
      }),
    ],
  ])("changes with %s", (_what, changed) => {
    expect(fingerprint(changed)).not.toBe(fingerprint(trusted));
  });

  test("does not change with the order of fields, with names, notes or times", () => {
    const { config, ...rest } = trusted;
    const same = { config, ...rest, name: "Renamed", updated_at: "2030-01-01T00:00:00Z", note: "hi" };
    expect(fingerprint(same)).toBe(fingerprint(trusted));
  });

  test("changes with the name where a command uses it", () => {
    const command = "ls {project_name}";
    const named = (name: string) => aProject({ name, session_templates: [aTemplate({ command })] });
    expect(fingerprint(named("a"))).not.toBe(fingerprint(named("b")));
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
  test("a URL with a password is hidden under any name, and masks say nothing about lengths", () => {
    expect(
      maskSecrets({ DATABASE_URL: "postgres://me:pw@host/db", TOKEN: "abc", EMPTY_TOKEN: "", PORT: "80" }),
    ).toEqual({
      DATABASE_URL: "••••••",
      TOKEN: "••••••",
      EMPTY_TOKEN: "",
      PORT: "80",
    });
  });
});
