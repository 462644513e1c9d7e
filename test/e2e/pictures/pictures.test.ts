import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Mac } from "../../mac/index.ts";
import { manyProjects, open } from "../views/sample-projects.ts";
import { writeIn } from "../../setup/write-in.ts";
import { sharedMac } from "../../setup/launch-mac.ts";
import { busyMac, firstRun, past, strain, strainedMac, type Picture } from "./subjects.ts";

/** Where they are written; without it the tests here are not run (see vitest.config.mjs). */
const folder = process.env["PICTURES"] ?? "";

const busy = sharedMac(async (mac) => {
  await manyProjects(mac);
  await past(mac);
  await open(mac);
  await mac.iterm2.user.opensTab();
  await writeIn(join(mac.home, "app"), {
    "package.json": JSON.stringify({ scripts: { dev: "vite", test: "vitest" } }),
    Procfile: "web: node server.js\n",
  });
});
const strained = sharedMac(strain);
const fresh = sharedMac(async () => undefined);

async function draw(mac: Mac, name: string, picture: Picture): Promise<void> {
  for (const appearance of ["light", "dark"] as const) {
    mac.raycast.appearance = appearance;
    const page = await picture(mac);
    expect(page).toContain("<!doctype html>");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.${appearance}.html`), page);
  }
}

describe("pictures", () => {
  test.each(Object.entries(busyMac))("of a busy Mac: %s", (name, picture) => draw(busy(), name, picture));
  test.each(Object.entries(strainedMac))("of a Mac in trouble: %s", (name, picture) => draw(strained(), name, picture));
  test.each(Object.entries(firstRun))("of the first run: %s", (name, picture) => draw(fresh(), name, picture));
});
