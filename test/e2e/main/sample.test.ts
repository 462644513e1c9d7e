import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Mac } from "../../mac/index.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { layoutOf, paneOf, shows } from "../../setup/panes.ts";
import { said, sessionsOf } from "../../setup/commands.ts";

const sample = fileURLToPath(new URL("../../fixtures/data-model-sample.json", import.meta.url));

/** Stands in for the agent: says how it was called and waits. */
const claude = `echo "claude was called with: $*"; exec cat`;

/** The sample file of the data model on this Mac, its project's folder in this user's home. */
async function importSample(mac: Mac): Promise<void> {
  const folder = join(mac.home, "projects/webapp");
  await mkdir(folder, { recursive: true });
  const scripts = { dev: "echo server in $PWD; cat", "test:watch": "echo watching; cat" };
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "webapp", private: true, scripts }));
  const file = join(mac.home, "projects.json");
  await writeFile(file, (await readFile(sample, "utf8")).replace("/Users/me", mac.home));

  const view = await mac.raycast.open("import-projects");
  await view.form.fill({ file: [file] });
  await view.perform("Preview Import");
  await view.until((now) => now.depth > 1);
  await said(mac, () => view.perform("Import 1 Project"));
}

async function opensSample(mac: Mac): Promise<string> {
  await importSample(mac);
  const view = await mac.raycast.open("open-project", { arguments: { project: "My Web App" } });
  await view.until((now) => now.actions().some(({ title }) => title === "Trust and Open"));
  const { huds } = mac.raycast;
  const heard = huds.length;
  await view.perform("Trust and Open");
  await mac.raycast.until(() => huds.length > heard, "how it ended");
  return huds.at(-1)!;
}

/** What iTerm2 was asked to make, in order. */
function creations(mac: Mac): string[] {
  const names = mac.appleEvents.events.map(({ event }) => (event.kind === "command" ? event.name : ""));
  return names.filter((name) => /^(create|split)/.test(name));
}

test("the sample of the data model opens: server and tests side by side in one tab, plan in its own, prefixed", async () => {
  const mac = await launchMac({ shell: null, programs: { claude } });
  expect(await opensSample(mac)).toBe("✅ Opened My Web App · 3 sessions");
  expect(layoutOf(mac)).toEqual([[["[webapp] Dev Server", "[webapp] Tests"], ["[webapp] Plan"]]]);

  const [server, tests] = [paneOf(mac, "[webapp] Dev Server"), paneOf(mac, "[webapp] Tests")];
  expect([server.rows, server.columns + tests.columns < 80]).toEqual([tests.rows, true]);
  await shows(mac, "[webapp] Dev Server", `server in ${mac.home}/projects/webapp`);
  await shows(mac, "[webapp] Tests", "watching");
  await shows(mac, "[webapp] Plan", "claude was called with: /plan");

  expect(creations(mac)).toEqual([
    "createTabWithDefaultProfile",
    "splitVerticallyWithDefaultProfile",
    "createTabWithDefaultProfile",
  ]);
  expect(Object.keys(await sessionsOf(mac)).sort()).toEqual(["plan", "server", "tests"]);
});
