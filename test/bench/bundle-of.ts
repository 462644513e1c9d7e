import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { esbuild } from "../mac/raycast/index.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface Bundle {
  /** Bytes. */
  size: number;
  /** Bytes by where they come from: a package's name, or `core`, `views`, … of our own. */
  parts: Record<string, number>;
}

function partOf(path: string): string {
  const [top, first = "", second = ""] = path.split("/");
  if (top === "node_modules") return first.startsWith("@") ? `${first}/${second}` : first;
  return second === "" ? "command" : first;
}

/** Bundles a command (`list-projects`, `tools/open-project`) as `ray build` does, but for its `minify`. */
export function bundleOf(command: string, options: { minify: boolean }): Bundle {
  const source = [`src/${command}.tsx`, `src/${command}.ts`].find((path) => existsSync(`${repository}/${path}`));
  const { metafile } = esbuild().buildSync({
    entryPoints: [source ?? command],
    absWorkingDir: repository,
    outdir: "out",
    write: false,
    metafile: true,
    bundle: true,
    minify: options.minify,
    platform: "node",
    format: "cjs",
    target: "node22",
    jsx: "automatic",
    external: ["@raycast/api", "react", "react/jsx-runtime"],
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  const parts: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    parts[partOf(path)] = (parts[partOf(path)] ?? 0) + bytesInOutput;
  }
  return { size: output?.bytes ?? 0, parts };
}
