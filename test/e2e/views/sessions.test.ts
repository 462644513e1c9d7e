import { createServer, type AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { portKey } from "../../../src/core/variables/assigned-port.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { keep, storeOf } from "../../setup/raycast-store.ts";
import { itermIsSilent, manyProjects, open } from "./sample-projects.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { loaded, opens } from "../../setup/commands.ts";
import { expectNoFlicker, formProblems, listProblems, panelOf, panelProblems, rowsOf } from "./rules.ts";

const mac = sharedMac(async (one) => {
  await manyProjects(one);
  await open(one);
});
const search = async () => loaded(await mac().raycast.open("search-sessions"));

const TALK = ["Send Text…", "Message Another Session…"];
const LOOK = ["Copy Output", "Show Errors", "Why This Status?", "Refresh"];
const STOP = ["Interrupt Session", "Stop Session"];

describe("Search Sessions", () => {
  test("has the sessions of all open projects, those that need you first", async () => {
    const view = await search();
    expect(rowsOf(view).map(([title, names]) => [title, [...names].sort()])).toEqual([
      ["Waiting for You", ["Deploy"]],
      ["Failed", ["Build", "Migrate", "Tests"]],
      ["Starting and Stopping", ["Queue", "Warm Up"]],
      ["Running", ["Server", "Shell"]],
      ["Finished", ["Docs", "Lint"]],
    ]);
    expect(view.items.map(({ iconTooltip }) => iconTooltip)).toContain("Failed · Exit 7");
    expectNoFlicker(view);
    expect(await listProblems(view)).toEqual([]);
  });

  test.each([
    {
      name: "Deploy",
      panel: [["Focus Session"], ["Yes", "No", "Answer…"], TALK, LOOK, ["Restart Session", ...STOP]],
    },
    { name: "Tests", panel: [["Focus Session", "Restart Session"], TALK, LOOK, STOP] },
    { name: "Build", panel: [["Focus Session", "Start Session"], TALK, LOOK] },
    {
      name: "Queue",
      panel: [["Why This Status?", "Restart Session"], ["Copy Output", "Show Errors", "Refresh"], ["Stop Session"]],
    },
    {
      name: "Docs",
      panel: [
        ["Start Session", "Why This Status?"],
        ["Copy Output", "Show Errors", "Refresh"],
      ],
    },
  ])("the actions of $name", async ({ name, panel }) => {
    const view = await search();
    await view.select(name);
    expect(panelOf(view)).toEqual(panel);
  });

  test("beside the list is the screen as it is now, under why the session stands as it does", async () => {
    const view = await search();
    await view.select("Deploy");
    await view.until((now) => now.markdown.includes("```\nBuilding\nDeploy to production? [y/N]"));
    expect(view.markdown).toMatch(/### Deploy to production\?\n\n- Yes\n- No\n\n---/);
    await view.select("Queue");
    await view.until((now) => now.markdown.includes("Waits for 'Warm Up' to be ready"));
  });

  test("narrows to one project, and says when nothing matches", async () => {
    const view = await search();
    await view.choose("API");
    await view.until((now) => now.items.length === 1);
    expect(rowsOf(view)).toEqual([["Failed", ["Migrate"]]]);
    await view.search("zzz");
    expect(view.emptyView).toMatchObject({ title: "No Session Matches" });
    expect(panelOf(view)).toEqual([["Open Project", "New Project…"]]);
  });

  test("tells why, with evidence, rule and time, and shows each error with the lines around it", async () => {
    const view = await search();
    await view.select("Tests");
    await view.perform("Why This Status?");
    await view.until((now) => now.type === "Detail");
    expect(view.title).toBe("Status of Tests");
    expect(view.markdown).toMatch(/^# Why “Failed”\?\n\n2 tests failed\n\n- \*\*Since\*\* /);
    expect(view.markdown).toContain("- **Because** A pattern matched its output\n");
    expect(view.markdown).toMatch(/\n- \*\*Rule\*\* failed\\_pattern$/);
    expect(panelProblems(view.actions())).toEqual([]);
    await view.escape();
    await view.perform("Show Errors");
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(/^# Errors of Tests\n\n## 2 tests failed[\s\S]*expected 2 to be 3/);
  });

  test("sends a message to another session by a form that asks for what its type needs", async () => {
    const view = await search();
    await view.select("Server");
    await view.perform("Message Another Session…");
    await view.until((now) => now.type === "Form");
    expect(view.title).toBe("Message from Server");
    expect(formProblems(view)).toEqual([]);
    expect(view.form.fields.map(({ title }) => title)).toEqual(["To", "Type", "Text", "When"]);
    expect(view.form.values["to"]).toBe("shop/tests");
    await view.press("⌘↵");
    expect(view.form.errors).toEqual({ payload: "Enter a text" });
    await view.form.fill({ to: "shop/shell", payload: "echo from-server", when: "now" });
    await view.press("⌘↵");
    await view.until((now) => now.depth === 1);
    expect(view.toasts.at(-1)).toMatchObject({ style: "SUCCESS", title: "Message sent" });
    await view.select("Shell");
    await view.until((now) => now.markdown.includes("from-server\n"), "the shell to have run it");
    await view.select("Server");
    await view.perform("Message Another Session…");
    await view.until((now) => now.type === "Form");
    await view.form.fill({ type: "signal" });
    await view.until((now) => now.form.fields.map(({ title }) => title).join() === "To,Type,Signal,When");
    expect(formProblems(view)).toEqual([]);
  });

  test("an answer that is typed is asked for in a form, and is not sent once the screen has changed", async () => {
    const view = await search();
    await view.select("Deploy");
    await view.perform("Answer…");
    await view.until((now) => now.type === "Form");
    expect(formProblems(view)).toEqual([]);
    expect(view.form.descriptions.map(({ title, text }) => [title, text])).toEqual([
      ["Status", "Waiting for You"],
      ["Question", "Deploy to production?"],
    ]);
    await view.press("⌘↵");
    expect(view.form.errors).toEqual({ text: "Enter a text" });
    const pane = mac().iterm2.world.sessions.find(({ name }) => name.startsWith("Deploy"))!;
    mac().iterm2.user.types(pane.guid, "n");
    await mac().raycast.until(() => mac().iterm2.terminal(pane.guid).contents().includes("[y/N] n"), "the letter");
    await view.form.fill({ text: "y" });
    await view.press("⌘↵");
    await view.until((now) => now.depth === 1);
    await mac().raycast.until(() => view.toasts.some(({ title }) => title === "Nothing was sent"), "the refusal");
  });
});

test("a session whose port another program has offers to take a new one, and one that was edited says so", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const one = await launchMac();
  const command = "echo on {port:web}; exec cat";
  const project = aProject({ path: one.home, session_templates: [aTemplate({ command, auto_start: true })] });
  await keep(one, project);
  await storeOf(one).savePort(portKey(project.id, "web"), port);
  await opens(one, project.id);

  const view = await loaded(await one.raycast.open("search-sessions"));
  expect(panelOf(view)[0]).toEqual(["Take a New Port", "Start Session", "Why This Status?"]);
  await view.until((now) => now.markdown.includes(`Port ${port} ({port:web}) is taken by`));
  await view.perform("Take a New Port");
  await view.until((now) => rowsOf(now).some(([title]) => title === "Running"));
  expect(panelOf(view)[0]).toEqual(["Focus Session", "Restart Session", "Take a New Port"]);

  await storeOf(one).updateProject(project.id, (before) => ({
    ...before,
    session_templates: [aTemplate({ command, auto_start: true, restart_policy: "always" })],
  }));
  await view.perform("Refresh");
  await view.until((now) =>
    now.markdown.includes("Its settings have changed since it started: restart it to apply them."),
  );
  expect(await listProblems(view)).toEqual([]);
});

describe("Search Sessions, when there is little to show", () => {
  test("nothing open: says so and leads to the projects", async () => {
    const one = await launchMac();
    const view = await loaded(await one.raycast.open("search-sessions"));
    expect(view.emptyView).toMatchObject({ title: "No Session Is Open", custom: true });
    expectNoFlicker(view);
    await view.press("↵");
    await one.raycast.untilWindow("list-projects");
  });

  test("iTerm2 does not answer and nothing is known: a screen says so, with a way to try again", async () => {
    const one = await launchMac();
    await one.iterm2.launch();
    itermIsSilent(one);
    const view = await one.raycast.open("search-sessions");
    await view.until((now) => now.type === "Detail");
    expect(view.markdown).toMatch(/^# iTerm2 did not answer in time\./);
    expect(panelOf(view)).toEqual([["Try Again"]]);
    expectNoFlicker(view);
  });
});
