import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";

/** A Mac whose default profile logs where ours does. */
async function logging(): Promise<{ mac: CoreOnMac; folder: string }> {
  const mac = await launchCore();
  const folder = join(mac.root, "tmp", "launches", "logs");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  mac.iterm2.user.editsProfile("Default", {
    log: { automatically: true, directory: folder, name: "\\(id).log", style: 0 },
  });
  return { mac, folder };
}

const flood = 'awk \'BEGIN { for (i = 0; i < 100000; i++) print i == 50000 ? "the needle" : "GET /" i " 200" }\'';

test("one line in 100,000 that come at once is found where its pane has a log", async () => {
  const { mac } = await logging();
  await mac.keep({
    server: { command: `${flood}; echo up; exec cat`, ready_when: { type: "ready_log_line", pattern: "^the needle$" } },
  });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(1);
});

test("a line that is wiped from the screen at once, and one on a full screen, are found where the pane has a log", async () => {
  const { mac } = await logging();
  const wipes = "printf 'listening'; printf '\\033[H\\033[2J\\033[3J'; exec cat";
  const full = "printf '\\033[?1049h\\033[5;5Hlistening\\033[2J\\033[?1049l'; exec cat";
  const ready_when = { type: "ready_log_line", pattern: "listening" } as const;
  await mac.keep({ wipes: { command: wipes, ready_when }, full: { command: full, ready_when } });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(2);
});

test("a log that is removed while it is written is done without", async () => {
  const { mac, folder } = await logging();
  const ready_when = { type: "ready_log_line", pattern: "^later$" } as const;
  await mac.keep({ web: { command: `rm -r '${folder}'; echo later; exec cat`, ready_when } });
  expect((await mac.verbs.open("p")).succeeded).toHaveLength(1);
});
