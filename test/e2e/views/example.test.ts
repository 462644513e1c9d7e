import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { loaded } from "../../setup/commands.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { keep } from "../../setup/raycast-store.ts";

/** The third recipe of test/README.md: a view of the built extension, as a person sees and drives it. */
test("Enter on a project in List Projects opens it, and the list then shows it as open", async () => {
  const mac = await launchMac();
  const session_templates = [aTemplate({ id: "server", command: "exec cat", auto_start: true })];
  await keep(mac, aProject({ path: mac.home, session_templates }));

  const view = await loaded(await mac.raycast.open("list-projects"));
  await view.select("webapp");
  const before = mac.raycast.huds.length;
  await view.press("↵");
  await mac.raycast.until(() => mac.raycast.huds.length > before, "how opening ended");

  expect(mac.raycast.huds.at(-1)).toContain("Opened webapp");
  const list = await loaded(await mac.raycast.open("list-projects"));
  expect(list.sections[0]?.items.map(({ title }) => title)).toEqual(["webapp"]);
});
