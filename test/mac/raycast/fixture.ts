import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import { esbuild } from "./host/worker-source.ts";
import { startRaycast, type Raycast, type RaycastOptions } from "./index.ts";

/** Tiny extensions for the host's own tests, bundled as `ray build` bundles: one source text a command. */
export interface Fixture {
  /** Source of each command (`.tsx`), by name. */
  commands: Record<string, string>;
  /** More of a command's manifest entry, by name; `mode` is `view` if not given. */
  manifest?: Record<string, Record<string, unknown>>;
  tools?: Record<string, string>;
  preferences?: Record<string, unknown>[];
  /** Programs of the Mac: shell script text by name. */
  programs?: Record<string, string>;
}

const running: Raycast[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((raycast) => raycast.shutdown()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Builds the extension and starts a Raycast with it; both are gone after the test. */
export async function installed(fixture: Fixture, options: Partial<RaycastOptions> = {}): Promise<Raycast> {
  const folder = mkdtempSync(join(tmpdir(), "raycast-fixture-"));
  folders.push(folder);
  const binDir = join(folder, "bin");
  const home = join(folder, "home");
  for (const path of [binDir, home]) mkdirSync(path);
  for (const [name, script] of Object.entries(fixture.programs ?? {})) {
    writeFileSync(join(binDir, name), script);
    chmodSync(join(binDir, name), 0o755);
  }
  const dist = join(folder, "dist");
  build(folder, dist, fixture);
  return started({ dist, supportPath: join(home, "support"), binDir, home, limit: 5_000, ...options });
}

/** The same Raycast after quitting and opening it again. */
export async function restarted(raycast: Raycast): Promise<Raycast> {
  await raycast.shutdown();
  return started(raycast.options);
}

async function started(options: RaycastOptions): Promise<Raycast> {
  const raycast = await startRaycast(options);
  running.push(raycast);
  return raycast;
}

function build(folder: string, dist: string, fixture: Fixture): void {
  const sources = join(folder, "src");
  const all = [
    ...Object.entries(fixture.commands),
    ...Object.entries(fixture.tools ?? {}).map(([name, text]) => [`tools/${name}`, text] as const),
  ];
  for (const [name, text] of all) {
    mkdirSync(dirname(join(sources, name)), { recursive: true });
    writeFileSync(join(sources, `${name}.tsx`), text);
  }
  const modules = join(dirname(createRequire(import.meta.url).resolve("@raycast/utils")), "..", "..", "..");
  esbuild().buildSync({
    entryPoints: all.map(([name]) => join(sources, `${name}.tsx`)),
    outbase: sources,
    outdir: dist,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    jsx: "automatic",
    external: ["@raycast/api", "react", "react/jsx-runtime"],
    nodePaths: [modules],
    logLevel: "silent",
  });
  mkdirSync(join(dist, "assets"), { recursive: true });
  writeFileSync(join(dist, "package.json"), JSON.stringify(manifestOf(fixture)));
}

function manifestOf(fixture: Fixture): unknown {
  const commands = Object.keys(fixture.commands).map((name) => {
    const title = name.replace(/(^|-)\w/g, (start) => start.replace("-", " ").toUpperCase());
    return { name, title, description: title, mode: "view", ...fixture.manifest?.[name] };
  });
  const tools = Object.keys(fixture.tools ?? {}).map((name) => ({ name, title: name, description: name }));
  const { preferences = [] } = fixture;
  return { name: "fixture", title: "Fixture", author: "somebody", description: "x", commands, tools, preferences };
}
