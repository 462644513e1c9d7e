import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Esbuild from "esbuild";

/**
 * The worker's sources as one CommonJS text, built once a process: loading the sources one by one costs each run of
 * each command more than it takes to render. `react` stays outside, so that bundle and renderer share one; packages
 * are found from here. It is text, not a file, so that nothing is left behind however this process ends.
 */
export function workerSource(): string {
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
  const here = JSON.stringify(import.meta.filename);
  const { outputFiles } = esbuild().buildSync({
    entryPoints: [join(import.meta.dirname, "..", "worker", "main.ts")],
    write: false,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["react", "react/*", "react-reconciler"],
    banner: { js: `require = process.getBuiltinModule("node:module").createRequire(${here});` },
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
  return outputFiles[0]?.text ?? "";
}
