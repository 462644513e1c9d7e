import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import { sessionEnded, sessionStarted } from "../../../src/core/decide/events.ts";
import { importFile } from "../../../src/core/interchange/import-file.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { createHistory } from "../../../src/core/store/history.ts";
import { aManagedSession } from "../../core/builders/observation.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import type { View } from "../../mac/raycast/index.ts";
import { keep, storageOf, storeOf } from "../../setup/raycast-store.ts";
import { loaded } from "../../setup/commands.ts";
import { writeIn } from "../../setup/write-in.ts";
import { drives, saysYes, type Command } from "./command.ts";

/** A project that its user agreed to, with a past run and an export from before it had sessions. */
async function someProject(mac: Mac): Promise<void> {
  const project = aProject({ path: mac.home, session_templates: [aTemplate({ command: "exec cat" })] });
  await keep(mac, project);
  const session = aManagedSession({ project_id: project.id, template_id: "server", status: "exited", exit_code: 0 });
  const now = Date.now();
  await createHistory(historyFile(mac)).append(
    [sessionStarted(session, now - 2_000), sessionEnded(session, "exited", now)],
    [{ project_id: project.id, name: project.name, path: project.path }],
  );
  await mkdir(outOf(mac));
}

const historyFile = (mac: Mac) => join(mac.supportPath, "history.sqlite");
const outOf = (mac: Mac) => join(mac.home, "out");
const isUnfinished = (name: string) => /\.[0-9a-f]{12}$/.test(name);

/** Everything that is kept, and what is kept of projects that are not there. */
async function kept(mac: Mac) {
  const store = storeOf(mac);
  const { projects, damaged } = await store.projects();
  const named = async (project: Project) => {
    const sessions = project.session_templates.map(({ name, command }) => `${name} (${command})`);
    const agreed = await store.isTrusted(project);
    return [`${project.name}:`, ...sessions, ...(agreed ? [] : ["not agreed to"])].join(" ");
  };
  const files = (await readdir(outOf(mac))).filter((name) => !isUnfinished(name));
  return {
    projects: (await Promise.all(projects.map(named))).sort(),
    pins: await store.pins(),
    damaged,
    strays: await straysIn(mac, projects),
    history: rowsIn(historyFile(mac)),
    exported: await Promise.all(
      files.map(async (file) => {
        const content = await importFile(join(outOf(mac), file)).catch(() => null);
        return `${file}: ${content?.projects.map(({ name }) => name).join() ?? "not readable"}`;
      }),
    ),
  };
}

/** What is kept of projects that are not there; what is written together counts as written as soon as that is known. */
async function straysIn(mac: Mac, projects: Project[]): Promise<string[]> {
  const keys = Object.keys(await storageOf(mac).allItems());
  const ids = projects.map(({ id }) => id);
  return keys.filter((key) => {
    const id = /^(?:trust|pin|port)\/([^/]+)/.exec(key)?.[1];
    return id !== undefined && !ids.includes(decodeURIComponent(id)) && !keys.includes("import");
  });
}

function rowsIn(file: string): Record<string, number> {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (table: string) => Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.["rows"]);
  const rows = Object.fromEntries(["session_history", "run_details", "events"].map((table) => [table, count(table)]));
  database.close();
  return rows;
}

const WEBAPP = "webapp: server (exec cat)";
const before = {
  projects: [WEBAPP],
  pins: [] as string[],
  damaged: [],
  strays: [],
  history: { session_history: 1, run_details: 1, events: 2 },
  exported: [] as string[],
};

const saving = (
  name: string,
  does: Command["does"],
  after: Partial<typeof before>,
  given: Partial<Command> = {},
): Command => ({
  name,
  daily: 3,
  prepare: someProject,
  does,
  state: kept,
  before,
  after: { ...before, ...after },
  killed: "all_or_nothing",
  ...given,
});

/** A form that an action of the project pushes, filled in and submitted. */
function inForm(action: string, values: (mac: Mac) => Record<string, unknown>, submit: string): Command["does"] {
  return drives("list-projects", async (view, mac) => {
    await loaded(view);
    await view.perform(action);
    await fillsIn(view, values(mac), submit);
  });
}

async function fillsIn(view: View, values: Record<string, unknown>, submit: string): Promise<void> {
  await view.until((now) => now.type === "Form" && !now.isLoading, "the form");
  await view.form.fill(values);
  await view.until((now) => !now.isLoading, "what the form finds out");
  await view.perform(submit);
}

function inPanel(action: string): Command["does"] {
  return drives("list-projects", async (view, mac) => {
    await loaded(view);
    await saysYes(mac, view.perform(action));
  });
}

/** Once it is done, nothing unfinished lies about. */
const exporting = (format: "json" | "sqlite") => {
  const exports = inForm("Export Project…", (mac) => ({ format, folder: [outOf(mac)] }), "Export");
  return saving(
    `exporting a project as ${format}`,
    async (mac, killAt) => {
      const end = await exports(mac, killAt);
      if (end.how !== "killed") expect((await readdir(outOf(mac))).filter(isUnfinished)).toEqual([]);
      return end;
    },
    { exported: [`iterm-projects.${format}: webapp`] },
  );
};

/** Commands that keep something; what runs is not touched. */
export const onWhatIsKept: Command[] = [
  saving(
    "Create Project",
    drives("create-project", async (view, mac) => {
      const folder = await writeIn(join(mac.home, "app"), { Procfile: "web: node server.js\n" });
      await view.until((now) => now.type === "Form", "the form");
      await view.form.fill({ path: [folder] });
      const web = await view.until((now) => now.form.field("sessions").options[0]?.value, "what the folder suggests");
      await fillsIn(view, { name: "App", sessions: [web] }, "Create Project");
    }),
    { projects: ["App: web (node server.js)", WEBAPP] },
  ),
  saving(
    "editing a project",
    inForm("Edit Project…", () => ({ name: "Shop", environment_variables: "A=1" }), "Save Project"),
    {
      projects: ["Shop: server (exec cat)"],
    },
  ),
  saving(
    "editing a session of a project",
    drives("list-projects", async (view) => {
      await loaded(view);
      await view.perform("Edit Sessions…");
      await view.until((now) => now.depth === 2 && now.items.length === 1, "the sessions");
      await view.perform("Edit Session…");
      await fillsIn(view, { command: "exec sleep 9" }, "Save Session");
    }),
    { projects: ["webapp: server (exec sleep 9)"] },
  ),
  saving("duplicating a project", inPanel("Duplicate Project"), {
    projects: ["webapp Copy: server (exec cat)", WEBAPP],
  }),
  saving("pinning a project", inPanel("Pin Project"), { pins: ["webapp"] }),
  saving("deleting a project", inPanel("Delete Project"), { projects: [] }),
  saving(
    "Import Projects",
    drives("import-projects", async (view, mac) => {
      const projects = ["one", "two"].map((id) => aProject({ id, session_templates: [] }));
      const text = JSON.stringify({ version: "1.0", projects, settings: { confirm_on_quit: false } });
      const folder = await writeIn(join(mac.home, "in"), { "projects.json": text });
      await fillsIn(view, { file: [join(folder, "projects.json")] }, "Preview Import");
      await view.until((now) => now.type === "Detail", "the preview");
      await view.perform("Import 2 Projects");
    }),
    { projects: ["one: not agreed to", "two: not agreed to", WEBAPP] },
  ),
  exporting("json"),
  exporting("sqlite"),
  saving(
    "clearing the history",
    drives("session-history", async (view, mac) => {
      await loaded(view);
      await saysYes(mac, view.perform("Clear History"));
    }),
    { history: { session_history: 0, run_details: 0, events: 0 } },
  ),
  saving(
    "Create Project from Open Tabs",
    drives("create-project-from-open-tabs", async (view, mac) => {
      await loaded(view);
      const tabs = view.form.field("tabs").options.map(({ value }) => value);
      await fillsIn(view, { name: "Tabs", path: [mac.home], tabs }, "Create Project");
    }),
    { projects: ["Tabs: Default ()", WEBAPP] },
    { prepare: async (mac) => void (await someProject(mac), await mac.iterm2.launch()) },
  ),
];
