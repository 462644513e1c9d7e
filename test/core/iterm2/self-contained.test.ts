import { build } from "esbuild";
import { Linter } from "eslint";
import { resolve } from "node:path";
import { describe, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 30_000 });

const SOURCE = resolve(import.meta.dirname, "../../../src/core");

/** The script text as it is after bundling the way the extension is bundled, or harder. */
async function bundled(options: { minify: boolean; keepNames: boolean }): Promise<string[]> {
  const entry = `
    import { createSnapshot } from "${SOURCE}/iterm2/snapshot.ts";
    import { createPerform } from "${SOURCE}/iterm2/perform.ts";
    const texts = [];
    const spy = (text) => { texts.push(text); return Promise.reject(new Error("only the text is wanted")); };
    export const scripts = Promise.allSettled([
      createSnapshot(spy)({ buffers: [], may_ask: false }),
      createPerform(spy)([{ do: "focus", target: "x" }], {}),
    ]).then(() => texts);`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: SOURCE, loader: "js" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node22",
    ...options,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { scripts } = (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as {
    scripts: Promise<string[]>;
  };
  return scripts;
}

/** Names that a text uses and neither defines nor may take from JXA or the language (ES2020). */
function strangers(text: string): string[] {
  const messages = new Linter().verify(text, {
    languageOptions: {
      ecmaVersion: 2020,
      sourceType: "script",
      globals: { Application: "readonly", delay: "readonly", console: "readonly" },
    },
    rules: { "no-undef": "error" },
  });
  return messages.map(({ message }) => message);
}

describe.each([
  { minify: false, keepNames: false },
  { minify: true, keepNames: false },
  { minify: false, keepNames: true },
])("bundled with %j", (options) => {
  test("the scripts need nothing but the language and what JXA gives them", async () => {
    const scripts = await bundled(options);
    expect(scripts).toHaveLength(2);
    for (const script of scripts) {
      expect(strangers(script)).toEqual([]);
      expect(script).not.toMatch(/\b(Promise|setTimeout|async|await)\b/);
      expect(script).not.toMatch(/\b(const|let|var|function) delay\b/);
    }
  });
});

test("the check itself sees a name that is not there", () => {
  expect(strangers("function run() { return helper(1); }")).toEqual(["'helper' is not defined."]);
});
