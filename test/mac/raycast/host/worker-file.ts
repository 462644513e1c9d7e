import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Esbuild from "esbuild";

/**
 * The worker's sources as one CommonJS file, built once a process: loading the sources one by one costs each run of
 * each command more than it takes to render. `react` stays outside, so that bundle and renderer share one.
 */
export function workerFile(): string {
  built ??= build();
  return built;
}

let built: string | undefined;

/** The esbuild that `ray build` uses. */
export function esbuild(): typeof Esbuild {
  const raycast = createRequire(import.meta.url).resolve("@raycast/api/package.json");
  return createRequire(raycast)("esbuild") as typeof Esbuild;
}

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), "raycast-worker-"));
  const here = JSON.stringify(import.meta.filename);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "worker.cjs");
  esbuild().buildSync({
    entryPoints: [join(import.meta.dirname, "..", "worker", "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["react", "react/*", "react-reconciler"],
    // The file stands outside of any node_modules: it finds packages from here.
    banner: { js: `require = process.getBuiltinModule("node:module").createRequire(${here});` },
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
  return outfile;
}
