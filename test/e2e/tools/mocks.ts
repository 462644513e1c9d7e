import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

interface Eval {
  input: string;
  mocks: Record<string, unknown>;
}
const root = join(import.meta.dirname, "../../..");
const { ai } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { ai: { evals: Eval[] } };

/** What stands at each place of a value: the keys of objects, the kinds of everything else. */
function placesIn(value: unknown, path = "answer", places = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const note = (what: string) => places.set(path, (places.get(path) ?? new Set()).add(what));
  if (Array.isArray(value)) {
    note("array");
    for (const entry of value) placesIn(entry, `${path}[]`, places);
  } else if (typeof value === "object" && value !== null) {
    note(`{${Object.keys(value).sort().join(", ")}}`);
    for (const [key, entry] of Object.entries(value)) placesIn(entry, `${path}.${key}`, places);
  } else {
    note(value === null ? "null" : typeof value);
  }
  return places;
}

/** Every mock of this tool has the shape of what the tool answered; what a mock fills in must be filled in there. */
export function expectLikeMocks(tool: string, ...answers: unknown[]): void {
  const real = placesIn(answers, "");
  const mocks = ai.evals.filter(({ mocks: given }) => tool in given);
  expect(mocks.length, `evals that mock ${tool}`).toBeGreaterThan(0);
  for (const { input, mocks: given } of mocks) {
    for (const [path, kinds] of placesIn(given[tool], "[]")) {
      const found = [...(real.get(path) ?? [])];
      expect(found.length, `${tool} has ${path} in "${input}"`).toBeGreaterThan(0);
      // What may be null is null on one side only now and then.
      const wanted = [...kinds].filter((kind) => kind !== "null");
      if (found.some((kind) => kind !== "null")) {
        expect(found, `${tool} ${path} in "${input}"`).toEqual(expect.arrayContaining(wanted));
      }
    }
  }
}
