import * as z from "zod/mini";
import { draft, shellWord, type Folder, type Parser } from "./draft.ts";
import { readYaml } from "./read-yaml.ts";

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
export const packageJson: Parser = (text, folder) => {
  const parsed = Shape.safeParse(readYaml(text));
  if (!parsed.success) return [];
  const names = Object.keys(parsed.data.scripts).filter((name) => !HOOK.test(name));
  const ordered = [
    ...names.filter((name) => LONG_RUNNING.test(name)),
    ...names.filter((name) => !LONG_RUNNING.test(name)),
  ];
  return ordered.map((name) => draft({ name, command: `${runner(folder)} ${shellWord(name)}` }));
};

function runner({ files }: Folder): string {
  return RUNNERS.find(([file]) => files.has(file))?.[1] ?? "npm run";
}
