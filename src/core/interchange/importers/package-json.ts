import * as z from "zod/mini";
import { shellWord } from "../../model/shell-quoting.ts";
import { draft } from "./draft.ts";
import { dataImporter, type Folder } from "./importer.ts";
import { readJson } from "./read-data.ts";

const Shape = z.object({ scripts: z.catch(z.record(z.string(), z.string()), {}) });

/** The lock file tells which program runs the scripts. */
const RUNNERS: [file: string, run: string][] = [
  ["pnpm-lock.yaml", "pnpm run"],
  ["yarn.lock", "yarn run"],
  ["bun.lock", "bun run"],
  ["bun.lockb", "bun run"],
];

const LONG_RUNNING = /^(dev|start|serve|watch|storybook|test:watch|preview)(:|$)|:(dev|watch)$/;
/** npm runs these by itself. */
const HOOK = /^(pre|post)(install|publish|pack|version|test|start|build)|^prepare$/;

/** Each script of package.json; those that keep running come first. */
export const packageJson = dataImporter({
  name: "package.json",
  files: ["package.json"],
  read: readJson,
  shape: Shape,
  drafts({ scripts }, folder) {
    const names = Object.keys(scripts).filter((name) => !HOOK.test(name));
    const longRunning = names.filter((name) => LONG_RUNNING.test(name));
    const others = names.filter((name) => !LONG_RUNNING.test(name));
    return [...longRunning, ...others].map((name) => draft({ name, command: `${runner(folder)} ${shellWord(name)}` }));
  },
});

function runner({ files }: Folder): string {
  return RUNNERS.find(([file]) => files.has(file))?.[1] ?? "npm run";
}
