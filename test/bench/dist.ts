import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./bundle-of.ts";

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

/** The bundles as they would be shipped; built now if they are older than their sources. Throws if that fails. */
export function freshDist(): string {
  const dist = join(repository, "dist");
  const bundle = join(dist, "list-projects.js");
  if (existsSync(bundle) && statSync(bundle).mtimeMs > newestIn(join(repository, "src"))) return dist;
  process.stderr.write("Building the bundles…\n");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  return dist;
}
