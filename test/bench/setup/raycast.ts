import { mkdirSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { aProject } from "../../core/builders/project.ts";
import { storeOf } from "../../setup/raycast-store.ts";
import { startRaycast, type Raycast, esbuild } from "../../mac/raycast/index.ts";
import type { BenchMac } from "./mac-with-panes.ts";
import { managedIn, writeJournals, type Managed } from "./managed.ts";

/** A `ps` that lists the processes that would run in the panes, before those of this machine. */
async function installPs(binDir: string, { processes }: Managed): Promise<void> {
  const rows = processes.map(({ pid, ppid, pgid, tpgid, tty, stat, command }) =>
    [pid, ppid, pgid, tpgid, tty, stat, "01:00", command].join(" "),
  );
  await writeFile(join(binDir, "ps.txt"), `${rows.join("\n")}\n`);
  const list = `/bin/cat '${join(binDir, "ps.txt")}'`;
  const script = `#!/bin/sh\n[ "$1" = -axo ] && ${list}\nPATH=/usr/bin:/bin exec ps "$@"\n`;
  await writeFile(join(binDir, "ps"), script);
  await chmod(join(binDir, "ps"), 0o755);
}

/** Raycast with the extension, so many projects stored, and all panes of the mac sessions of the first of them. */
export async function raycastOver(mac: BenchMac, dist: string, projects: number): Promise<Raycast> {
  const binDir = join(mac.root, "bin");
  const supportPath = join(mac.root, "support");
  const raycast = await startRaycast({ dist, supportPath, binDir, home: mac.root, tmp: mac.root, limit: 30_000 });
  const managed = managedIn(mac.panes, Date.now());
  await writeJournals(join(supportPath, "journals"), managed);
  await installPs(binDir, managed);
  const store = storeOf({ raycast, supportPath });
  const others = Array.from({ length: projects - managed.projects.length }, (_, at) => aProject({ id: `other-${at}` }));
  await store.importAll([...managed.projects, ...others], null);
  await store.saveDesired(managed.desired);
  await store.saveRuntime(managed.runtime);
  return raycast;
}

const EMPTY = {
  view: `import { List } from "@raycast/api"; export default () => <List />;`,
  "menu-bar": `import { MenuBarExtra } from "@raycast/api"; export default () => <MenuBarExtra />;`,
  "no-view": `export default async function Command() {}`,
};

/** An extension of three commands that do nothing, one for each mode and named after it. */
export async function emptyExtension(root: string): Promise<Raycast> {
  const dist = join(root, "empty");
  mkdirSync(join(dist, "assets"), { recursive: true });
  for (const [name, contents] of Object.entries(EMPTY)) {
    esbuild().buildSync({
      stdin: { contents, loader: "tsx" },
      outfile: join(dist, `${name}.js`),
      bundle: true,
      minify: true,
      platform: "node",
      format: "cjs",
      jsx: "automatic",
      external: ["@raycast/api", "react", "react/jsx-runtime"],
    });
  }
  const commands = Object.keys(EMPTY).map((mode) => ({ name: mode, title: mode, description: mode, mode }));
  const manifest = { name: "empty", title: "Empty", author: "nobody", description: "Nothing", commands };
  await writeFile(join(dist, "package.json"), JSON.stringify(manifest));
  const folders = { supportPath: join(root, "empty-support"), binDir: join(root, "bin"), home: root, tmp: root };
  return startRaycast({ dist, limit: 30_000, ...folders });
}
