import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import { expect, test } from "vitest";
import { facts, refused } from "./facts.ts";
import type { Fact } from "./facts.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const all = [...Object.values(facts).flat(), ...refused];

/** Whether the name stands in the source of its test, there or in a table of names. */
function isTestOf(source: string, name: string): boolean {
  return ['"', "'", "`"].some((quote) => source.includes(`${quote}${name}${quote}`));
}

function line({ says, test: [file, name], source }: Fact): string {
  const seen = source === undefined ? "" : ` Seen in ${source}.`;
  return `- ${says}: \`${file}\`, “${name.replaceAll("\\\\", "\\")}”.${seen}`;
}

function document(): string {
  const sections = Object.entries(facts).map(([title, list]) => `## ${title}\n\n${list.map(line).join("\n")}\n`);
  return `# The facts, and the tests that hold them

Made from \`facts.ts\` by \`npx vitest run --project mac test/mac/facts.test.ts -u\`; what it means stands in \`FIDELITY.md\`.

${sections.join("\n")}
## Not modelled, and refused loudly

${refused.map(line).join("\n")}
`;
}

test.each(all.map(({ test: [file, name] }) => [file, name] as const))("%s holds: %s", (file, name) => {
  expect(isTestOf(readFileSync(here(file), "utf8"), name)).toBe(true);
});

test("no fact is told twice", () => {
  const told = Object.values(facts).flatMap((list) => list.map(({ says }) => says));
  expect(told.filter((says, at) => told.indexOf(says) !== at)).toEqual([]);
});

test("FACTS.md says the same", async () => {
  const path = here("FACTS.md");
  const style = await prettier.resolveConfig(path);
  await expect(await prettier.format(document(), { ...style, parser: "markdown" })).toMatchFileSnapshot("FACTS.md");
});
