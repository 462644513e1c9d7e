import type { OutputParser } from "../../model/parser.ts";
import type { Project } from "../../model/project.ts";
import type { SessionTemplate } from "../../model/session-template.ts";
import { ESLINT, TSC } from "./checkers.ts";
import { DOCKER_COMPOSE, NPM } from "./packages-and-containers.ts";
import { NEXT, SERVER, VITE, WEBPACK } from "./servers.ts";
import { CARGO, GO, JEST, PYTEST, VITEST } from "./test-runners.ts";

/** The parsers that come with the product, by name. */
export const BUILT_IN: readonly OutputParser[] = [
  VITEST,
  JEST,
  PYTEST,
  CARGO,
  GO,
  TSC,
  ESLINT,
  VITE,
  NEXT,
  WEBPACK,
  NPM,
  DOCKER_COMPOSE,
  SERVER,
];

/** Which parsers a command calls for. A package script may run any of the usual tools, so it gets them all. */
const BY_COMMAND: readonly { command: RegExp; parsers: readonly OutputParser[] }[] = [
  { command: /\bvitest\b/, parsers: [VITEST] },
  { command: /\bjest\b/, parsers: [JEST] },
  { command: /\b(?:pytest|py\.test|tox|nox)\b/, parsers: [PYTEST] },
  { command: /\bcargo\b/, parsers: [CARGO] },
  { command: /\bgo (?:test|build|run|vet)\b|\bgotestsum\b/, parsers: [GO] },
  { command: /\b(?:tsc|vue-tsc)\b/, parsers: [TSC] },
  { command: /\beslint\b/, parsers: [ESLINT] },
  { command: /\bvite\b/, parsers: [VITE] },
  { command: /\bnext\b/, parsers: [NEXT] },
  { command: /\bwebpack\b/, parsers: [WEBPACK] },
  { command: /\bdocker(?:-| )compose\b/, parsers: [DOCKER_COMPOSE] },
  { command: /\b(?:npm|pnpm|yarn) (?:i|install|ci|add|update|upgrade|audit)\b/, parsers: [NPM] },
  { command: /\b(?:npm|pnpm|yarn|bun) (?:run |run-script )?(?:t|test|tst)\b|\brun test/, parsers: [VITEST, JEST, NPM] },
  {
    command:
      /\b(?:npm|pnpm|yarn|bun) (?!(?:i|install|ci|add|update|upgrade|audit|exec|dlx|x)\b)(?:run |run-script )?\w/,
    parsers: [VITE, NEXT, WEBPACK, TSC, ESLINT, VITEST, JEST, NPM, SERVER],
  },
];

/** Whether a parser came with the product: its patterns are known to end in time. */
export function isBuiltIn(parser: OutputParser): boolean {
  return BUILT_IN.includes(parser);
}

/**
 * The parsers for a session: those it names (a project's own before a built-in one of the same name; unknown names
 * are left out), else those that its command calls for.
 */
export function parsersFor(
  template: Pick<SessionTemplate, "command" | "output_parsers">,
  project: Project,
): OutputParser[] {
  const own = project.config.output_parsers;
  if (template.output_parsers.length > 0) {
    return template.output_parsers.flatMap((name) => {
      const parser = own.find((one) => one.name === name) ?? BUILT_IN.find((one) => one.name === name);
      return parser ? [parser] : [];
    });
  }
  const called = BY_COMMAND.filter(({ command }) => command.test(template.command)).flatMap(({ parsers }) => parsers);
  return called.length > 0 ? [...new Set(called)] : [SERVER];
}
