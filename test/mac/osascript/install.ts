import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const sources = ["program.ts", "link-worker.ts"];

/** Built once per process; every test Mac gets a copy. */
let built: Promise<Map<string, string>> | null = null;

async function buildProgram(): Promise<Map<string, string>> {
  const result = await build({
    entryPoints: sources.map((source) => fileURLToPath(new URL(`./${source}`, import.meta.url))),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    outdir: "/",
    outExtension: { ".js": ".mjs" },
    write: false,
    logLevel: "silent",
  });
  return new Map(result.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, ""), file.text]));
}

const shellQuote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes an executable `osascript` into `binDir` (made if missing) that reaches the Mac at `socketPath`. It needs
 * nothing from its environment, not even PATH. Its program lies in `programDir`, default `binDir/.osascript`.
 *
 * Returns the path of the executable.
 */
export async function installOsascript(
  binDir: string,
  options: { socketPath: string; programDir?: string; node?: string },
): Promise<string> {
  const { socketPath, programDir = join(binDir, ".osascript"), node = process.execPath } = options;
  const files = await (built ??= buildProgram());
  await mkdir(programDir, { recursive: true });
  await mkdir(binDir, { recursive: true });
  await Promise.all([...files].map(([name, text]) => writeFile(join(programDir, name), text)));
  const executable = join(binDir, "osascript");
  const command = [node, join(programDir, "program.mjs"), socketPath].map(shellQuote).join(" ");
  await writeFile(executable, `#!/bin/sh\nunset NODE_OPTIONS NODE_V8_COVERAGE\nexec ${command} "$@"\n`);
  await chmod(executable, 0o755);
  return executable;
}
