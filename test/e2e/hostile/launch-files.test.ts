import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { launchFileText, SPENT, type LaunchPaths } from "../../../src/core/runner/launch-file.ts";
import { unsafeData } from "../../../src/core/model/plain-data.ts";
import type { LaunchSpec } from "../../../src/core/model/ports.ts";
import { runnerFileName } from "../../../src/core/model/runner-file-name.ts";
import { CANARY, TEXTS } from "./texts.ts";

vi.setConfig({ testTimeout: 120_000 });

/** What this machine's `sh` may be: macOS has bash 3.2 in POSIX mode there, Linux often dash. */
const SHELLS = [["/bin/sh"], ["/bin/bash", "--posix"]].filter(([program]) => existsSync(program ?? ""));

/** Stands for the session runner: says what it was given and what the command's environment would be. */
const TELLS = `
session_environment
first=$V_ONE
V_ONE=
eval "$r_environment"
[ "$V_ONE" = "$first" ] && [ "$V_ONE" = "$r_setup" ] || exit 1
printf '%s\\0' "$r_command" "$r_folder" "$r_shell" "$r_title" "$r_link" "$r_token_json" "$V_ONE" "$V_TWO"
exit 0
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "launch's $(touch canary) "));
  writeFileSync(join(folder, "tells.sh"), TELLS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** Runs a launch file with the shell; gives what the runner would see. */
function told(shell: string[], spec: LaunchSpec): string[] {
  const own = join(folder, String((count += 1)));
  const launch = `${own}.sh`;
  const paths: LaunchPaths = {
    launch,
    spent: `${own}.spent`,
    scratch: own,
    journal: `${own}.jsonl`,
    first_in_path: null,
    stop: `${own}.stop`,
  };
  writeFileSync(paths.spent, SPENT);
  writeFileSync(launch, launchFileText(spec, paths, join(folder, "tells.sh")));
  const [program = "", ...options] = shell;
  mkdirSync(join(folder, "home"), { recursive: true });
  const env = { HOME: join(folder, "home"), PATH: process.env["PATH"] ?? "" };
  const out = execFileSync(program, [...options, launch], { cwd: env.HOME, env, encoding: "utf8" });
  expect(readFileSync(launch, "utf8")).not.toContain("session_environment");
  return out.split("\0").slice(0, -1);
}

const specOf = (texts: string[]): LaunchSpec => {
  const [command = "", working_directory = "", shell = "", title = "", link = "", one = "", two = ""] = texts;
  return {
    token: command,
    session_id: title,
    command,
    working_directory,
    setup: one,
    environment: { V_ONE: one, V_TWO: two },
    expanded: [],
    saves_environment: false,
    agent_hooks: false,
    shell,
    title,
    restart_policy: "no",
    success_exit_codes: [0],
    note: "",
    deep_link: link,
  };
};

const expected = (spec: LaunchSpec) => [
  spec.command,
  spec.working_directory,
  spec.shell,
  spec.title.replace(/\p{Cc}/gu, "").trim(),
  spec.deep_link,
  expect.any(String) as string,
  ...Object.values(spec.environment),
];

describe.each(SHELLS.map((shell) => [shell.join(" "), shell] as const))("a launch file under %s", (_name, shell) => {
  test.each(Object.entries(TEXTS))("gives the runner exactly what the session says: %s", (_what, text) => {
    const spec = specOf(Array.from({ length: 7 }, () => text));
    expect(told(shell, spec)).toEqual(expected(spec));
    expect(existsSync(join(folder, "home", CANARY))).toBe(false);
  });

  test("whatever the texts are", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 }).filter((value) => unsafeData(value) === null);
    const shellish = fc.stringMatching(/^['"\\$`\n\r;&|<>(){}[\]!#*?~= \tENDab-]{0,40}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(text, shellish), { minLength: 7, maxLength: 7 }), (texts) => {
        const spec = specOf(texts);
        const seen = told(shell, spec);
        expect(seen).toEqual(expected(spec));
        expect(JSON.parse(seen[5] ?? "")).toBe(spec.token);
      }),
      { numRuns: 100 },
    );
  });
});

test("the name of any session makes one plain word of a path, and no two the same", () => {
  const names = new Map<string, string>();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (id) => {
      fc.pre(unsafeData(id) === null);
      const name = runnerFileName(id);
      expect(name).toMatch(/^[a-z0-9_-]{0,200}$/);
      expect(names.get(name) ?? id).toBe(id);
      names.set(name, id);
    }),
    { numRuns: 500 },
  );
});
