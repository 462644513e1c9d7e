import { describe, expect, test } from "vitest";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf, storeOf } from "../../setup/raycast-store.ts";
import { itermIsSilent, manyProjects, open } from "./sample-projects.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { loaded } from "../../setup/commands.ts";
import { expectNoFlicker, listProblems, panelOf, panelProblems, rowsOf } from "./rules.ts";

const mac = sharedMac(async (one) => {
  await manyProjects(one);
  await open(one);
});
const list = async () => loaded(await mac().raycast.open("list-projects"));

const NEW = ["New Project…", "New Project from Open Tabs…", "Import Projects…"];
const PROJECT = ["Edit Project…", "Edit Sessions…", "Duplicate Project", "Pin Project"];
const ELSEWHERE = [
  "Show in Finder",
  "Open in Editor",
  "Copy Path",
  "Copy Deep Link",
  "Create Quicklink",
  "Export Project…",
];

describe("List Projects", () => {
  test("has each project once: what is open, pinned, used lately, then the rest; what cannot be read comes last", async () => {
    const view = await list();
    expect(rowsOf(view)).toEqual([
      ["Running", ["API", "Shop"]],
      ["Pinned", ["Site"]],
      ["Recent", ["Blog", "Notes"]],
      ["All", ["Bare", "Imported"]],
      ["Unreadable Entries", ["project/broken"]],
    ]);
    expect(view.node?.props["filtering"]).toEqual({ keepSectionOrder: true });
    expect(view.title).toBe("List Projects");
    expectNoFlicker(view);
    expect(await listProblems(view)).toEqual([]);
  });

  test("a row says what needs you and what failed, in color, and how much of the project is up", async () => {
    const view = await list();
    const [api, shop, site] = view.items;
    expect(shop).toMatchObject({ iconTint: "raycast-orange", subtitle: "~/projects/shop" });
    expect(shop!.subtitleTooltip).toBe(`${mac().home}/projects/shop`);
    expect(shop!.accessories.map(({ text, color }) => [text, color])).toEqual([
      ["1 waiting", "raycast-orange"],
      ["2 failed", "raycast-red"],
      ["4 of 10 running", null],
    ]);
    expect(api).toMatchObject({ iconTint: "raycast-red", accessories: [{ text: "1 failed" }] });
    expect(site).toMatchObject({
      icon: "pin-16",
      iconTint: "raycast-secondary-text",
      accessories: [{ text: "1 session" }],
    });
  });

  test.each([
    {
      which: "that runs",
      name: "Shop",
      panel: [
        ["Focus Project", "Show Sessions", "Toggle Details"],
        ["Start Stopped Sessions", "Restart Failed Sessions", "Restart All Sessions"],
        PROJECT,
        ELSEWHERE,
        NEW,
        ["Close Project", "Delete Project"],
      ],
    },
    {
      which: "of which only shells are left",
      name: "API",
      panel: [
        ["Open Project", "Open in Background", "Toggle Details"],
        ["Show Sessions", "Restart Failed Sessions", "Restart All Sessions"],
        PROJECT,
        ELSEWHERE,
        NEW,
        ["Close Project", "Delete Project"],
      ],
    },
    {
      which: "at rest",
      name: "Site",
      panel: [
        ["Open Project", "Open in Background", "Toggle Details"],
        PROJECT.with(3, "Unpin Project"),
        ELSEWHERE,
        NEW,
        ["Delete Project"],
      ],
    },
    {
      which: "that cannot be read",
      name: "project/broken",
      panel: [["Show Stored Text", "Copy Stored Text"], ["Discard Entry"]],
    },
  ])("the actions of a project $which", async ({ name, panel }) => {
    const view = await list();
    await view.select(name);
    expect(panelOf(view)).toEqual(panel);
  });

  test("finds a project by its folder and by the name of a session, and keeps the order of the sections", async () => {
    const view = await list();
    await view.search("storybook");
    expect(rowsOf(view)).toEqual([["Running", ["Shop"]]]);
    await view.search("projects");
    expect(view.sections.map(({ title }) => title)).toEqual(["Running", "Pinned", "Recent", "All"]);
  });

  test("says that nothing matches, with the way to create it under that name, and not that there is nothing", async () => {
    const view = await list();
    await view.search("zzz");
    expect(view.emptyView).toMatchObject({ title: "No Project Matches", custom: true });
    expect(panelOf(view)).toEqual([NEW]);
    expect(panelProblems(view.actions())).toEqual([]);
    await view.press("↵");
    await view.until((now) => now.type === "Form");
    expect(view.form.values["name"]).toBe("zzz");
  });

  test("beside the list: each session with its state, why, and its last lines; then what is not started and past runs", async () => {
    const view = await list();
    await view.select("Shop");
    await view.perform("Toggle Details");
    await view.until((now) => now.markdown.includes("### Last Runs"));
    expect(view.markdown).toMatch(/^### Deploy · Waiting for You\n\nDeploy to production/);
    expect(view.markdown).toContain("### Server · Running\n\n```\nVITE ready");
    expect(view.markdown).toContain("### Tests · Failed\n\n2 tests failed");
    expect(view.markdown).toContain("### Queue · Waiting for Other Sessions\n\nWaits for 'Warm Up' to be ready");
    expect(view.markdown).toContain("### Build · Failed · Exit 7\n\nEnded with code 7");
    expect(view.markdown).toContain("### Docs · Skipped\n\n'Build' ended with code 7");
    expect(view.markdown).toContain("### Shell · At the Prompt\n\nIts shell is waiting for a command");
    expect(view.markdown).toMatch(/### Not Started\n\n- \*\*Storybook\*\*/);
    expect(view.items[0]!.accessories).toEqual([]);
    await view.perform("Toggle Details");
  });

  test("shows the stored text of what cannot be read, to look at and to copy, and discards it only when told to", async () => {
    const view = await list();
    await view.select("project/broken");
    await view.perform("Show Stored Text");
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(
      /^# This Entry Cannot Be Read\n\nIt is not JSON[\s\S]*Nothing was overwritten[\s\S]*"broken"/,
    );
    expect(view.title).toBe("Stored Text of project/broken");
    expect(panelOf(view)).toEqual([["Copy Stored Text", "Keep Entry"], ["Discard Entry"]]);
    expect(panelProblems(view.actions())).toEqual([]);
    await view.perform("Copy Stored Text");
    expect(mac().raycast.desktop.clipboard[0]?.text).toContain('"id":"broken"');
    await view.escape();
    mac().raycast.answerAlert("cancel");
    await view.perform("Discard Entry");
    expect(mac().raycast.storage.get("project/broken")).toBeDefined();
    await view.perform("Show Stored Text");
    await view.until((now) => now.type === "Detail");
    mac().raycast.answerAlert("confirm");
    await view.perform("Discard Entry");
    await view.until((now) => now.depth === 1 && !now.items.some(({ id }) => id === "project/broken"));
    expect(mac().raycast.storage.get("project/broken")).toBeUndefined();
  });

  test("duplicates and pins at once, each with one toast", async () => {
    const view = await list();
    await view.select("Bare");
    await view.perform("Pin Project");
    await view.until((now) => now.sections.find(({ title }) => title === "Pinned")?.items.length === 2);
    await view.select("Bare");
    await view.perform("Unpin Project");
    await view.perform("Duplicate Project");
    await view.until((now) => now.items.some(({ title }) => title === "Bare Copy"));
    expect(view.toasts.map(({ title }) => title)).toEqual(["Pinned Bare", "Unpinned Bare", "Duplicated Bare"]);
    mac().raycast.answerAlert("confirm");
    await view.select("Bare Copy");
    await view.perform("Delete Project");
    await view.until((now) => !now.items.some(({ title }) => title === "Bare Copy"));
    expect(view.alerts.at(-1)).toMatchObject({ title: "Delete Bare Copy?" });
  });

  test("a project that came from elsewhere shows all it runs before it is opened, once", async () => {
    const view = await list();
    await view.select("Imported");
    await view.perform("Open Project");
    await view.until((now) => now.type === "Detail");
    expect(view.title).toBe("Trust Imported");
    expect(view.markdown).toContain("npm run dev");
    expect(panelOf(view)).toEqual([["Trust and Open", "Do Not Open"]]);
    await view.perform("Do Not Open");
    expect(view.depth).toBe(1);
    const store = storeOf(mac());
    expect(await store.isTrusted((await store.project("imported"))!)).toBe(false);
  });
});

describe("List Projects, when something stands in the way", () => {
  test("shows what is known when iTerm2 does not answer, and one toast with a retry", async () => {
    const one = await launchMac();
    await manyProjects(one);
    await one.iterm2.launch();
    itermIsSilent(one);
    const view = await loaded(await one.raycast.open("list-projects"));
    await view.until((now) => now.toasts.length > 0, "the toast");
    expect(view.items.length).toBeGreaterThan(6);
    expect(view.toasts).toMatchObject([
      { style: "FAILURE", title: "iTerm2 did not answer in time.", actions: ["Retry", "Copy Error"] },
    ]);
    await view.toasts[0]!.perform("Copy Error");
    expect(one.raycast.desktop.clipboard[0]?.text).toMatch(/^iTerm2 did not answer in time\. \(timed_out\)\n/);
    expectNoFlicker(view);
  });

  test("an empty first run invites to the first project; iTerm2 need not run for that", async () => {
    const one = await launchMac();
    const view = await loaded(await one.raycast.open("list-projects"));
    expect(view.emptyView).toMatchObject({ title: "Create Your First Project", custom: true });
    expect(panelOf(view)).toEqual([NEW]);
    expect(view.toasts).toEqual([]);
    expectNoFlicker(view);
    expect(one.iterm2.running).toBe(false);
  });

  test("what went down with iTerm2 is one row that brings it back", async () => {
    const one = await launchMac();
    await keep(
      one,
      aProject({
        path: one.home,
        session_templates: [aTemplate({ command: "exec sleep 1000", auto_start: true })],
      }),
    );
    const { orchestrator } = coreOn(one, { storage: storageOf(one) });
    await orchestrator.open("webapp");
    await one.iterm2.quit();
    const view = await loaded(await one.raycast.open("list-projects"));
    await view.until((now) => now.items[0]?.title === "Resume 1 Session");
    expect(rowsOf(view)[0]).toEqual(["Interrupted", ["Resume 1 Session"]]);
    expect(await listProblems(view)).toEqual([]);
    await view.select("resume");
    await view.perform("Resume 1 Session");
    expect(view.toasts.at(-1)).toMatchObject({ style: "SUCCESS", title: "Resumed 1 session" });
    await view.until((now) => now.sections[0]?.title === "Running");
    await view.select("webapp");
    expect(panelOf(view)[1]).toEqual(["Start Stopped Sessions", "Restart All Sessions"]);
  });
});
