import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importFile } from "../../../src/core/interchange/import-file.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf, storeOf } from "../../setup/raycast-store.ts";
import { manyProjects } from "./sample-projects.ts";
import { writeIn } from "../../setup/write-in.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { loaded } from "../../setup/commands.ts";
import { expectNoFlicker, formProblems, listProblems, panelOf, panelProblems } from "./rules.ts";

const mac = sharedMac(async (one) => {
  await manyProjects(one);
  await one.iterm2.launch();
});
const project = async (name: string) => {
  const view = await loaded(await mac().raycast.open("list-projects"));
  await view.select(name);
  return view;
};

describe("Create Project", () => {
  test("asks for a folder first, suggests from its files, checks while one types, and keeps drafts", async () => {
    const folder = await writeIn(join(mac().home, "app"), {
      "package.json": JSON.stringify({ scripts: { dev: "vite" } }),
      Procfile: "web: node server.js\nworker: node worker.js\n",
    });
    const view = await loaded(await mac().raycast.open("create-project"));
    expect(view.title).toBe("Create Project");
    expect(formProblems(view)).toEqual([]);
    expect(view.form.fields.slice(0, 3).map(({ title }) => title)).toEqual(["Folder", "Name", "Sessions"]);
    await view.press("⌘↵");
    expect(view.form.errors).toEqual({ path: "Choose the project's folder" });
    await view.form.fill({ path: [folder], environment_variables: "PORT" });
    expect(view.form.errors).toEqual({ environment_variables: "Not NAME=value: PORT" });
    await view.until((now) => now.form.field("sessions").options.length === 3);
    expect(view.form.descriptions[0]?.text).toMatch(/2 sessions in Procfile/);
    const left = await loaded(await mac().raycast.open("create-project"));
    await left.form.fill({ environment_variables: "PORT" });
    await left.close();
    expect(mac().raycast.draft("create-project")).toMatchObject({ environment_variables: "PORT" });
  });
});

describe("the sessions of a project", () => {
  test("are a list with the command, the layout and the order, to add to, reorder and edit", async () => {
    const view = await project("Shop");
    await view.perform("Edit Sessions…");
    await view.until((now) => now.depth === 2 && now.items.length === 10);
    expect(view.title).toBe("Sessions of Shop");
    expect(view.markdown).toContain("### Server\n\n```\nprintf");
    expect(view.markdown).toContain("Tab 1  Server\n  └ Tests (right of Server)");
    expect(view.markdown).toContain("5. Queue: after Warm Up is ready");
    expect(view.markdown).toContain("Manual: Storybook");
    expect(panelOf(view)).toEqual([
      ["Edit Session…", "Add Session…"],
      ["Start Earlier", "Start Later"],
      ["Delete Session"],
    ]);
    expect(await listProblems(view)).toEqual([]);
    expectNoFlicker(view);
    await view.select("Lint");
    await view.perform("Start Earlier");
    await view.until((now) => now.items.findIndex(({ title }) => title === "Lint") === 6);
    await view.search("zzz");
    expect(view.emptyView).toMatchObject({ title: "No Session Matches" });
  });

  test("each has a form with every field, checked in words", async () => {
    const view = await project("Shop");
    await view.perform("Edit Sessions…");
    await view.until((now) => now.depth === 2 && now.items.length === 10);
    await view.perform("Edit Session…");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("Edit Server");
    expect(formProblems(view)).toEqual([]);
    await view.form.fill({ name: "", error_pattern: "(", success_exit_codes: "0, 300", ready_timeout_seconds: "soon" });
    expect(Object.keys(view.form.errors).sort()).toEqual([
      "error_pattern",
      "name",
      "ready_timeout_seconds",
      "success_exit_codes",
    ]);
    await view.form.fill({ ready_type: "http_get" });
    await view.until((now) => now.form.fields.some(({ id }) => id === "ready_value"));
    expect(formProblems(view)).toEqual([]);
    await view.form.fill({
      name: "Server",
      error_pattern: "",
      success_exit_codes: "0, 3",
      ready_timeout_seconds: "30",
      ready_value: "http://localhost:5173/",
    });
    await view.press("⌘↵");
    await view.until((now) => now.depth === 2);
    const [server] = (await storeOf(mac()).project("shop"))!.session_templates;
    expect(server).toMatchObject({
      success_exit_codes: [0, 3],
      ready_timeout_seconds: 30,
      ready_when: { type: "http_get", url: "http://localhost:5173/" },
    });
  });

  test("an empty project invites to the first session", async () => {
    const view = await project("Bare");
    await view.perform("Edit Sessions…");
    await view.until((now) => now.depth === 2 && !now.isLoading);
    expect(view.emptyView).toMatchObject({ title: "Add the First Session", custom: true });
    expect(panelProblems(view.actions())).toEqual([]);
    await view.press("↵");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("New Session of Bare");
  });
});

describe("Edit Project", () => {
  test("suggests what its folder has and it does not run yet, and nothing where there is no more", async () => {
    const view = await project("Blog");
    await view.perform("Edit Project…");
    await view.until((now) => now.type === "Form" && !now.isLoading);
    expect(view.form.fields.map(({ title }) => title)).not.toContain("Add Sessions");
    await writeIn(join(mac().home, "projects", "blog"), {
      Procfile: "web: npm run dev\nworker: node worker.js\n",
    });
    const again = await project("Blog");
    await again.perform("Edit Project…");
    await again.until((now) => now.type === "Form" && now.form.fields.some(({ title }) => title === "Add Sessions"));
    expect(again.form.field("sessions").options.map(({ title }) => title)).toEqual(["worker · Procfile"]);
    await again.press("⌘↵");
    await again.until((now) => now.depth === 1);
  });

  test("has triggers and parsers as JSON, which is checked in words that name what is wrong", async () => {
    const view = await project("Notes");
    await view.perform("Edit Project…");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("Edit Notes");
    expect(formProblems(view)).toEqual([]);
    expect(panelOf(view)).toEqual([["Save Project", "Edit Sessions…", "Edit as JSON…"]]);
    await view.perform("Edit as JSON…");
    await view.until((now) => now.title === "Edit Notes as JSON");
    expect(formProblems(view)).toEqual([]);
    const stored = JSON.parse(String(view.form.values["json"])) as { config: object };
    await view.form.fill({ json: "{" });
    expect(view.form.errors["json"]).toMatch(/JSON/);
    const trigger = { on: { session: "nobody", pattern: "ready" }, then: { session: "server", text: "x" } };
    await view.form.fill({ json: JSON.stringify({ ...stored, config: { ...stored.config, triggers: [trigger] } }) });
    expect(view.form.errors["json"]).toMatch(/Project 'Notes'.*trigger/i);
    await view.form.fill({ json: JSON.stringify({ ...stored, config: { ...stored.config, tab_prefix: "[n] " } }) });
    expect(view.form.errors).toEqual({});
    await view.press("⌘↵");
    await view.until((now) => now.depth === 1);
    expect((await storeOf(mac()).project("notes"))!.config.tab_prefix).toBe("[n] ");
  });
});

describe("in and out", () => {
  test.each([
    { format: "json", file: "iterm-projects.json" },
    { format: "sqlite", file: "iterm-projects.sqlite" },
  ])("a project is exported as $format, shown in Finder, and read back as it was", async ({ format, file }) => {
    const folder = await writeIn(join(mac().home, `out-${format}`), {});
    const view = await project("Site");
    await view.perform("Export Project…");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("Export Site");
    expect(formProblems(view)).toEqual([]);
    await view.form.fill({ format, folder: [folder] });
    await view.press("⌘↵");
    await view.until((now) => now.depth === 1);
    expect(view.toasts.at(-1)).toMatchObject({ style: "SUCCESS", title: "Exported Site" });
    expect(existsSync(join(folder, file))).toBe(true);
    const { projects } = await importFile(join(folder, file));
    expect(projects).toMatchObject([{ id: "site", name: "Site", session_templates: [{ command: "npm run dev" }] }]);
  });

  test("an import says what it would do before it does anything", async () => {
    const one = await launchMac();
    const file = join(one.home, "projects.json");
    const incoming = aProject({ name: "Fresh", path: one.home, session_templates: [aTemplate()] });
    await writeIn(one.home, {
      "projects.json": JSON.stringify({ version: "1.0", projects: [incoming], settings: { confirm_on_quit: false } }),
    });
    const view = await loaded(await one.raycast.open("import-projects"));
    expect(formProblems(view)).toEqual([]);
    await view.press("⌘↵");
    expect(view.form.errors).toEqual({ file: "Choose a file" });
    await view.form.fill({ file: [file] });
    await view.press("⌘↵");
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(/^# What This File Does\n\n## Adds\n\n- Fresh \(1 session\)/);
    expect(view.markdown).toContain("- Quit Cleanup does not ask before it closes tabs");
    expect(panelOf(view)).toEqual([["Import 1 Project", "Cancel Import"]]);
    expect((await storeOf(one).projects()).projects).toEqual([]);
    await view.press("↵");
    expect((await storeOf(one).projects()).projects).toMatchObject([{ name: "Fresh" }]);
  });
});

describe("Create Project From Open Tabs", () => {
  test("Create Project from Open Tabs keeps what runs in the tabs: command lines, folders, and how the panes are split", async () => {
    const one = await launchMac();
    const folder = await writeIn(join(one.home, "Café"), {});
    const inFolder = `cd ${one.home}/Caf?*`;
    await one.iterm2.launch();
    const guid = await one.iterm2.user.opensTab();
    one.iterm2.user.types(guid, `${inFolder} && sleep 1234\n`);
    const pane = await one.iterm2.user.splits(guid, "vertical");
    one.iterm2.user.types(pane, `${inFolder}\n`);
    const below = await one.iterm2.user.splits(guid, "horizontal");
    one.iterm2.user.types(below, `${inFolder} && tail -f /dev/null\n`);
    const view = await one.raycast.open("create-project-from-open-tabs");
    await loaded(view);
    expect(formProblems(view)).toEqual([]);
    const tabs = view.form.field("tabs").options;
    expect(tabs.length).toBe(2);
    await view.form.fill({ tabs: [tabs.at(-1)!.value] });
    await view.until((now) => (now.form.values["path"] as string[])[0] === folder, "the folder of the panes");
    await view.press("⌘↵");
    await view.until((now) => now.type === "List" && now.items.length === 3);
    const [made] = (await storeOf(one).projects()).projects;
    expect(made).toMatchObject({
      name: "Café",
      path: folder,
      session_templates: [
        { command: "sleep 1234", layout: "tab", working_directory: null },
        { command: "", layout: "pane_vertical", parent_template_id: made!.session_templates[0]!.id },
        { command: "tail -f /dev/null", layout: "pane_horizontal", parent_template_id: made!.session_templates[0]!.id },
      ],
    });
    expect(view.markdown).toMatch(/Tab 1 .*\n {2}└ \S+ \(right of .*\n {2}└ tail \(below /);
  });
});

describe("Create Project From Open Tabs, of tabs that a project has already, or of none", () => {
  test("says that nothing is open, and looks again", async () => {
    const one = await launchMac();
    const view = await loaded(await one.raycast.open("create-project-from-open-tabs"));
    expect(view.emptyView).toMatchObject({ title: "Nothing Is Open in iTerm2", custom: true });
    expect(panelProblems(view.actions())).toEqual([]);
    await one.iterm2.launch();
    await view.press("↵");
    await view.until((now) => now.type === "Form");
  });

  test("picks what is nobody's to begin with, and says whose the others are", async () => {
    const one = await launchMac();
    await keep(
      one,
      aProject({ path: one.home, session_templates: [aTemplate({ command: "exec sleep 1000", auto_start: true })] }),
    );
    await coreOn(one, { storage: storageOf(one) }).orchestrator.open("webapp");
    await one.iterm2.user.opensTab();
    const view = await loaded(await one.raycast.open("create-project-from-open-tabs"));
    await view.until((now) => (now.form.values["tabs"] as string[]).length > 0, "the tabs that are picked");
    const { options, value } = view.form.field("tabs");
    expect(options.map(({ title }) => title).at(-1)).toBe("server · webapp");
    expect(value).toEqual(options.slice(0, -1).map((option) => option.value));
  });
});

describe("a project whose commands ask", () => {
  test("is asked for once, in a form, before anything starts, and the answer reaches the command as one word", async () => {
    const one = await launchMac();
    await keep(
      one,
      aProject({
        path: one.home,
        session_templates: [
          aTemplate({ command: "printf '%s' {ask:Which branch?} > answer.txt; exec sleep 1000", auto_start: true }),
        ],
      }),
    );
    const view = await loaded(await one.raycast.open("list-projects"));
    await view.select("webapp");
    await view.perform("Open in Background");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("Open webapp");
    expect(formProblems(view)).toEqual([]);
    expect(view.form.fields.map(({ title }) => title)).toEqual(["Which branch?"]);
    expect(one.iterm2.running).toBe(false);
    await view.form.fill({ "answer-0": "it's $(mine)" });
    await view.press("⌘↵");
    await one.raycast.until(() => view.toasts.at(-1)?.style === "SUCCESS", "the opening");
    expect(await readFile(join(one.home, "answer.txt"), "utf8")).toBe("it's $(mine)");
  });
});
