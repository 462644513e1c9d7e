import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Mac } from "../../mac/index.ts";
import { writeIn } from "../../setup/write-in.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { loaded } from "../../setup/commands.ts";
import { panelOf, rowsOf } from "./rules.ts";

const PACKAGE = {
  name: "pets",
  scripts: { dev: "echo serving; exec sleep 1000", test: "sh check.sh", lint: "echo lint" },
};
const CHECK = `if grep -q woof dog.txt; then echo "1 passed"; else echo "expected woof"; echo "1 failed"; exit 1; fi\n`;

/** The session's status as the list says it now, looked for until it is so. */
async function stands(mac: Mac, name: string, title: RegExp): Promise<void> {
  const view = await loaded(await mac.raycast.open("search-sessions"));
  await view.until(
    (now) => now.items.some((item) => item.title === name && title.test(item.iconTooltip ?? "")),
    `${name} to be ${title}`,
  );
}

test("a newcomer makes a project from a folder, opens it, jumps to what failed, mends it, restarts it, closes it, and the history knows", async () => {
  const mac = await launchMac();
  const { raycast } = mac;
  const folder = await writeIn(join(mac.home, "pets"), {
    "package.json": JSON.stringify(PACKAGE),
    "check.sh": CHECK,
    "dog.txt": "meow\n",
  });

  // The first run has nothing, and Enter leads on.
  const view = await loaded(await raycast.open("list-projects"));
  expect(view.emptyView?.title).toBe("Create Your First Project");
  await view.press("↵");
  await view.until((now) => now.type === "Form");

  // The folder suggests its sessions; two of them are picked.
  await view.form.fill({ path: [folder] });
  await view.until((now) => now.form.field("sessions").options.length === 3, "the suggestions");
  expect(view.form.descriptions[0]?.text).toBe("Found 3 sessions in package.json.");
  const options = view.form.field("sessions").options;
  const picked = ["dev", "test"].map((name) => options.find(({ title }) => title.startsWith(name))!.value);
  await view.form.fill({ sessions: picked });
  await view.press("⌘↵");

  // Its sessions are shown in their order, with what they will look like.
  await view.until((now) => now.depth === 3 && now.items.length === 2, "the sessions of the new project");
  expect(rowsOf(view)).toEqual([["", ["dev", "test"]]]);
  expect(view.markdown).toMatch(/### Layout[\s\S]*Tab 1 {2}dev[\s\S]*### Starts\n\n1\. dev\n2\. test/);
  await view.escape();

  // Enter opens it; what one made oneself is not asked about.
  await view.until((now) => now.depth === 1 && now.items.some(({ title }) => title === "pets"), "the new project");
  await view.select("pets");
  expect(view.actions()[0]).toMatchObject({ title: "Open Project", key: "↵" });
  const heard = raycast.huds.length;
  await view.press("↵");
  await raycast.until(() => raycast.huds.length > heard, "how opening ended");
  expect(raycast.huds.at(-1)).toMatch(/Opened pets/);

  // The menu bar tells what failed, at its first run.
  await raycast.menuBar("session-status").run();
  await stands(mac, "test", /^Failed · Exit 1$/);
  await raycast.menuBar("session-status").run();
  expect(raycast.menuBar("session-status").text()).toMatch(/Failed[\s\S]*test · pets[\s\S]*Ended with code 1/);

  // Search Sessions has it first, with its output; Enter jumps to its pane.
  const sessions = await loaded(await raycast.open("search-sessions"));
  await sessions.until((now) => now.markdown.includes("expected woof"), "its screen");
  expect(rowsOf(sessions)).toEqual([
    ["Failed", ["test"]],
    ["Running", ["dev"]],
  ]);
  expect(panelOf(sessions)[0]).toEqual(["Focus Session", "Start Session"]);
  await sessions.press("↵");
  const front = mac.iterm2.desktop();
  const pane = front.windows[0]?.tabs.flatMap(({ panes }) => panes).find(({ title }) => title.startsWith("test"));
  expect(front.frontmost).toBe("iTerm2");
  expect(pane?.screen.join("\n")).toContain("expected woof");

  // Mended and restarted, it succeeds.
  await writeFile(join(folder, "dog.txt"), (await readFile(join(folder, "dog.txt"), "utf8")).replace("meow", "woof"));
  const again = await loaded(await raycast.open("search-sessions"));
  await again.select("test");
  await again.perform("Start Session");
  expect(again.toasts.at(-1)).toMatchObject({ style: "SUCCESS", title: "Restarted test" });
  await stands(mac, "test", /^Exited$/);

  // Closing names what stops, and leaves nothing.
  const closing = await loaded(await raycast.open("list-projects"));
  await closing.select("pets");
  raycast.answerAlert("confirm");
  await closing.perform("Close Project");
  expect(raycast.alerts.at(-1)).toMatchObject({ title: "Close pets?" });
  expect(raycast.alerts.at(-1)!.message).toMatch(/^This stops:\n[\s\S]*• dev \(npm\)/);
  expect(closing.toasts.at(-1)).toMatchObject({ style: "SUCCESS", title: "Closed pets" });
  await closing.until((now) => rowsOf(now)[0]?.[0] === "Recent");

  // The history has all of it, with how it ended.
  const history = await loaded(await raycast.open("session-history"));
  await history.select("test");
  expect(rowsOf(history)).toEqual([["pets", ["test", "dev"]]]);
  expect(history.markdown).toContain("**Runs** 2 · **Failed** 1 (50 %)");
  expect(history.markdown).toMatch(/\| ended \| 0 \|\n.*\| ended \| 1 \|/);
  await history.select("dev");
  expect(history.markdown).toMatch(/\| was stopped \|/);
});
