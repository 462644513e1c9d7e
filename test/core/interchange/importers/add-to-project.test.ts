import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addToProject } from "../../../../src/core/interchange/importers/add-to-project.ts";
import { draft, type Draft } from "../../../../src/core/interchange/importers/draft.ts";
import { suggest } from "../../../../src/core/interchange/importers/suggest.ts";
import { Project } from "../../../../src/core/model/project.ts";
import { parseProject } from "../../../../src/core/model/validation/validation.ts";

const empty = Project.parse({
  id: "p",
  name: "Shop",
  path: "~/shop",
  created_at: "2024-01-15T10:30:00Z",
  updated_at: "2024-01-15T10:30:00Z",
});
const db = draft({ name: "db", command: "postgres" });
const web = draft({ name: "web", command: "node ." }, [{ id: "db", condition: "ready" }]);
const pane = draft({ name: "logs", command: "tail -f log", layout: "pane_vertical", parent_template_id: "web" });
const ids = (project: Project) => project.session_templates.map(({ id }) => id);

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "suggest-"))));
afterEach(() => rm(folder, { recursive: true }));

test("picked sessions start with the project in the order of the files, and wait for each other", () => {
  const project = parseProject(addToProject(empty, [db, web, pane]));
  expect(project.config.startup_sequence).toEqual(["db", "web", "logs"]);
  expect(project.config.dependencies).toEqual([{ task_id: "web", depends_on: ["db"], condition: "ready" }]);
  expect(project.session_templates[2]).toMatchObject({ layout: "pane_vertical", parent_template_id: "web" });
});

test("what was not picked is not waited for, and a pane whose tab was not picked becomes a tab", () => {
  const project = parseProject(addToProject(addToProject(empty, [web]), []));
  expect(project.config.dependencies).toEqual([]);
  expect(addToProject(empty, [pane]).session_templates[0]).toMatchObject({ layout: "tab", parent_template_id: null });
});

test("a session of the same id that is there already stays, and the new one gets an id of its own", () => {
  const twice = parseProject(addToProject(addToProject(empty, [db, web]), [db, web]));
  expect(ids(twice)).toEqual(["db", "web", "db-2", "web-2"]);
  expect(twice.config.dependencies[1]).toEqual({ task_id: "web-2", depends_on: ["db-2"], condition: "ready" });
});

test("a folder suggests what its files say, each kind of file once", async () => {
  await mkdir(join(folder, ".vscode"));
  await writeFile(join(folder, ".vscode/tasks.json"), '{"tasks":[{"label":"Lint","command":"eslint"}]}');
  await writeFile(join(folder, "Procfile"), "web: node .\nweb: again\n");
  await writeFile(join(folder, "Procfile.dev"), "web: node --watch .\n");
  await writeFile(join(folder, "compose.yml"), "services: [not, a, map]");
  const found = await suggest(folder);
  expect(found.map(({ file }) => file)).toEqual(["Procfile.dev", ".vscode/tasks.json"]);
});

test("a file with one name twice suggests both, told apart", async () => {
  await writeFile(join(folder, "Procfile"), "web: node .\nweb: again\n");
  const [procfile] = await suggest(folder);
  expect(procfile?.drafts.map(({ template }: Draft) => template.id)).toEqual(["web", "web-2"]);
});

test("a folder that is not there, an endless file and a folder in a file's place suggest nothing", async () => {
  expect(await suggest(join(folder, "nowhere"))).toEqual([]);
  await mkdir(join(folder, "Procfile"));
  await writeFile(join(folder, "package.json"), `{"scripts":{"a":"${"x".repeat(1_100_000)}"}}`);
  expect(await suggest(folder)).toEqual([]);
});

test("a file that was exported here suggests its sessions as they were", async () => {
  const exported = { version: "1.0", projects: [addToProject(empty, [db, pane])] };
  await writeFile(join(folder, "iterm-projects.json"), JSON.stringify(exported));
  const [file] = await suggest(folder);
  expect(file?.drafts.map(({ template }) => template.command)).toEqual(["postgres", "tail -f log"]);
});

test("a name that is empty or that every object has still gives a session that can be kept", () => {
  const odd = ["", "   ", "constructor", "__proto__", "日本"].map((name) => draft({ name, command: "x" }));
  const project = parseProject(odd.reduce((grown, one) => addToProject(grown, [one]), empty));
  expect(ids(project)).toEqual(["session", "session-2", "constructor-session", "proto", "日本"]);
});
