import { createRunProgram } from "../../../src/core/processes/run.ts";
import { createGit } from "../../../src/core/git/git.ts";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { environmentOf } from "../../../src/core/variables/environment.ts";
import { resolveTemplate, resolveText } from "../../../src/core/variables/resolve.ts";
import { fakeStorage } from "../store/fake-storage.ts";
import { aStore } from "../store/stores.ts";
import type { ProjectConfig } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../builders/project.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
  mkdirSync(join(home, "it's here", "sub"), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const store = aStore(fakeStorage());
const project = (config: Partial<ProjectConfig> = {}) => aProject({ path: "~/it's here", config });
const resolved = (
  template: Parameters<typeof aTemplate>[0],
  config: Partial<ProjectConfig> = {},
  answers: Record<string, string> = {},
) =>
  resolveTemplate(project(config), aTemplate(template), { home, answers, store, git: createGit(createRunProgram()) });

describe("a template becomes what is run", () => {
  test("in the project's folder, with ~ as the home folder, or in its own", async () => {
    expect((await resolved({})).working_directory).toBe(join(home, "it's here"));
    expect((await resolved({ working_directory: "sub" })).working_directory).toBe(join(home, "it's here", "sub"));
    expect((await resolved({ working_directory: "~" })).working_directory).toBe(home);
  });

  test("with the project's fields, environment and answers in its command, quoted", async () => {
    const command = "x {project_name} {project_path} {home} {TOKEN} {ask:Why?}";
    const { command: line, environment } = await resolved(
      { command },
      { environment_variables: { TOKEN: "a b" } },
      { "Why?": "$(rm)" },
    );
    expect(line).toBe(`x 'webapp' '${home}/it'\\''s here' '${home}' 'a b' '$(rm)'`);
    expect(environment).toEqual({ TOKEN: "a b" });
  });

  test("with the values of its .env file, under those of the project", async () => {
    writeFileSync(join(home, "it's here", ".env"), "\uFEFF# comment\nA='from file' # why\nexport B=\"two\nlines\"\n");
    const { command, environment } = await resolved(
      { command: "{A} {B}" },
      { env_file: ".env", environment_variables: { A: "from project" } },
    );
    expect(environment).toEqual({ A: "from project", B: "two\nlines" });
    expect(command).toBe("'from project' 'two\nlines'");
  });

  test("with an .env file that a program writes as it is read, as 1Password does", async () => {
    const fifo = join(home, "it's here", ".env");
    execFileSync("mkfifo", [fifo]);
    const [{ environment }] = await Promise.all([resolved({}, { env_file: ".env" }), writeFile(fifo, "A=1\nB=2\n")]);
    expect(environment).toEqual({ A: "1", B: "2" });
  });

  test("with a note of the names in its .env file that no shell can hand on", async () => {
    writeFileSync(join(home, "it's here", ".env"), "A=1\napp.name=x\n");
    const { environment, note } = await resolved({}, { env_file: ".env" });
    expect(environment).toEqual({ A: "1" });
    expect(note).toBe(".env: no shell can hand on 'app.name' (line 2). Left out.");
  });

  test("with the branch that git has checked out", async () => {
    const git = (...args: string[]) => execFileSync("git", ["-C", join(home, "it's here"), ...args]);
    git("init", "-q", "-b", "feature/x");
    expect((await resolved({ command: "{branch}" })).command).toBe("'feature/x'");
  });

  test("with a free port that stays the same for the project and name, and differs between names", async () => {
    const command = "{port:web} {port:api}";
    const first = (await resolved({ command })).command;
    const [web, api] = first.match(/\d+/g)!.map(Number);
    expect(web).not.toBe(api);
    const server = createServer().listen(web);
    await once(server, "listening");
    expect((await resolved({ command })).command).toBe(first);
    const other = { ...project(), id: "other" };
    const elsewhere = await resolveText(other, "http://localhost:{port:web}/", "plain", {
      home,
      answers: {},
      store,
      git: createGit(createRunProgram()),
    });
    expect(elsewhere).not.toContain(`:${web}/`);
    server.close();
  });
});

test("an .env file with a line that cannot be read is told with that line, and not with what it says", async () => {
  writeFileSync(join(home, "it's here", ".env"), "A=1\nsecret words\n");
  await expect(resolved({}, { env_file: ".env" })).rejects.toMatchObject({
    code: "invalid_file",
    message: expect.stringMatching(/cannot be read in line 2: it does not say NAME=value\.$/) as string,
  });
});

test("a readiness URL is asked at once although a locked password manager has yet to write the .env file", async () => {
  execFileSync("mkfifo", [join(home, "it's here", ".env")]);
  const context = { home, answers: {}, store, git: createGit(createRunProgram()) };
  const config = { env_file: ".env", environment_variables: { HOST: "localhost" } };
  const url = await resolveText(project(config), "http://localhost:{port:web}/", "plain", context);
  expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);
});

test("$HOME and ~ stand for the home folder in folders and in env_file; another $NAME is refused with what to write", async () => {
  writeFileSync(join(home, "shared.env"), "A=1\n");
  for (const env_file of ["~/shared.env", "$HOME/shared.env", "${HOME}/shared.env"]) {
    expect((await resolved({}, { env_file })).environment).toEqual({ A: "1" });
  }
  expect((await resolved({ working_directory: "$HOME/it's here/sub" })).working_directory).toMatch(/here\/sub$/);
  await expect(resolved({ working_directory: "$WORK/api" })).rejects.toMatchObject({
    code: "not_found",
    advice: "Of what begins with $ only $HOME is filled in there: write the folder as working_directory.",
  });
});

test("names in the project's variables are left for the session's shell, those of the .env file are not", async () => {
  writeFileSync(join(home, "it's here", ".env"), "LITERAL='$HOME'\n");
  const config = { env_file: ".env", environment_variables: { PATH: "./bin:$PATH", PLAIN: "5$" } };
  const { environment, expanded } = await resolved({}, config);
  expect(environment).toEqual({ LITERAL: "$HOME", PATH: "./bin:$PATH", PLAIN: "5$" });
  expect(expanded).toEqual(["PATH"]);
});

test("an .env file that nobody writes is given up, and says so", async () => {
  execFileSync("mkfifo", [join(home, "it's here", ".env")]);
  const config = { env_file: ".env" };
  await expect(environmentOf(project(config), join(home, "it's here"), home, 100)).rejects.toMatchObject({
    code: "timed_out",
    advice: expect.stringContaining("1Password") as string,
  });
});

describe("what cannot be resolved says what to do", () => {
  test.each<[string, object, Partial<ProjectConfig>, object]>([
    [
      "all questions without an answer",
      { command: "{ask:A?} {ask:B?}" },
      {},
      { code: "needs_answer", problems: ["A?", "B?"] },
    ],
    ["an unknown variable", { command: "{nothing}" }, { env_file: null }, { code: "unknown_variable" }],
    ["a folder that is not there", { working_directory: "gone" }, {}, { code: "not_found" }],
    ["an .env file that is not there", {}, { env_file: ".env" }, { code: "not_found" }],
    ["an .env file of another kind", {}, { env_file: "sub" }, { code: "invalid_file" }],
    ["a branch outside of git", { command: "{branch}" }, {}, { code: "not_found" }],
  ])("%s", async (_what, template, config, expected) => {
    const fault: unknown = await resolved(template, config).catch((error: unknown) => error);
    expect(fault).toMatchObject(expected);
    expect((fault as { advice: string }).advice).not.toBe("");
  });
});
