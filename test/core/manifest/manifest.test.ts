import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const root = join(import.meta.dirname, "../../..");

const Preference = z.looseObject({
  name: z.string(),
  type: z.string(),
  title: z.string(),
  description: z.string(),
  required: z.boolean(),
  label: z.string().optional(),
  default: z.unknown().optional(),
  data: z.array(z.object({ title: z.string(), value: z.string() })).optional(),
});
const Command = z.looseObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  mode: z.enum(["view", "no-view", "menu-bar"]),
  interval: z.string().optional(),
  keywords: z.array(z.string()).default([]),
  arguments: z.array(z.looseObject({ name: z.string(), type: z.string(), placeholder: z.string() })).default([]),
  preferences: z.array(Preference).default([]),
});
const Tool = z.looseObject({ name: z.string(), title: z.string(), description: z.string() });
/** The expectations that Raycast documents, and nothing else: a misspelled one would check nothing. */
const Expected = z.union([
  z.strictObject({ includes: z.string() }),
  z.strictObject({ matches: z.string() }),
  z.strictObject({ meetsCriteria: z.string() }),
  z.strictObject({
    callsTool: z.union([
      z.string(),
      z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).optional() }),
    ]),
  }),
  z.strictObject({ not: z.strictObject({ callsTool: z.string() }) }),
]);
const Manifest = z.looseObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  icon: z.string(),
  author: z.string(),
  license: z.string(),
  platforms: z.array(z.string()),
  categories: z.array(z.string()),
  commands: z.array(Command),
  preferences: z.array(Preference),
  tools: z.array(Tool),
  ai: z.looseObject({
    instructions: z.string(),
    evals: z.array(
      z.strictObject({
        input: z.string(),
        usedAsExample: z.boolean().optional(),
        mocks: z.record(z.string(), z.unknown()),
        expected: z.array(Expected).min(1),
      }),
    ),
  }),
});

const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
const preferences = [...manifest.preferences, ...manifest.commands.flatMap((command) => command.preferences)];
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, "src", file), "utf8") }));

/** The store's list of categories. */
const CATEGORIES = [
  "Applications",
  "Communication",
  "Data",
  "Documentation",
  "Design Tools",
  "Developer Tools",
  "Finance",
  "Fun",
  "Media",
  "News",
  "Productivity",
  "Security",
  "System",
  "Web",
  "Other",
];

/** Words that stay small inside a title. */
const SMALL = new Set(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);

function notTitleCase(title: string): string[] {
  return title
    .replace(/^iTerm/, "ITerm")
    .split(/\s+/)
    .filter((word, at) => /^[a-z]/.test(word) && (at === 0 || !SMALL.has(word)));
}

function pngSize(path: string): { width: number; height: number } {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString("ascii")).toBe("PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe("the extension", () => {
  test("says what the store asks for, and is not private", () => {
    expect(manifest).not.toHaveProperty("owner");
    expect(manifest.license).toBe("MIT");
    expect(manifest.platforms).toEqual(["macOS"]);
    expect(manifest.categories.length).toBeGreaterThan(0);
    expect(CATEGORIES).toEqual(expect.arrayContaining(manifest.categories));
    expect(notTitleCase(manifest.title)).toEqual([]);
    expect(existsSync(join(root, "LICENSE"))).toBe(true);
  });

  test("has an icon of 512 by 512 pixels", () => {
    expect(pngSize(join(root, "assets", manifest.icon))).toEqual({ width: 512, height: 512 });
  });

  test("ships no asset that nothing uses", () => {
    const used = [JSON.stringify(manifest), ...sources.map(({ text }) => text)];
    const unused = readdirSync(join(root, "assets")).filter((asset) => !used.some((text) => text.includes(asset)));
    expect(unused).toEqual([]);
  });

  test("begins its changelog with a title and the date that the store fills in", () => {
    const headings = readFileSync(join(root, "CHANGELOG.md"), "utf8").match(/^## .*$/gm) ?? [];
    expect(headings[0]).toMatch(/^## \[[^\]]+\] - (\{PR_MERGE_DATE\}|\d{4}-\d{2}-\d{2})$/);
    for (const heading of headings) expect(heading).toMatch(/^## \[[^\]]+\] - (\{PR_MERGE_DATE\}|\d{4}-\d{2}-\d{2})$/);
  });

  test("is spelled the American way", () => {
    const british =
      /\b\w*(?:colour|behaviour|favourite|organis|recognis|initialis|customis|cancell(?:ed|ing)|centre|grey\b|licence)\w*/gi;
    const texts = [
      { file: "package.json", text: JSON.stringify(manifest) },
      { file: "CHANGELOG.md", text: readFileSync(join(root, "CHANGELOG.md"), "utf8") },
      ...sources.filter(({ file }) => file.startsWith("views") || !file.includes("/")),
    ];
    const found = texts.flatMap(({ file, text }) => (text.match(british) ?? []).map((word) => `${file}: ${word}`));
    expect(found.filter((line) => !/: cancelled$/.test(line))).toEqual([]);
  });
});

describe("commands", () => {
  test.each(manifest.commands.map((command) => [command.name, command] as const))(
    "%s has an entry file, a title in Title Case without articles, and a description",
    (name, command) => {
      expect([`${name}.tsx`, `${name}.ts`].some((file) => existsSync(join(root, "src", file)))).toBe(true);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(notTitleCase(command.title)).toEqual([]);
      expect(command.title).not.toMatch(/\b(a|an|the)\b/i);
      expect(command.description).toMatch(/^[A-Z].{10,}\.$/s);
    },
  );

  test("have names and titles of their own, and no entry file is left over", () => {
    const names = manifest.commands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(manifest.commands.map(({ title }) => title)).size).toBe(names.length);
    const entries = readdirSync(join(root, "src")).filter((file) => statSync(join(root, "src", file)).isFile());
    expect(entries.map((file) => file.replace(/\.tsx?$/, "")).sort()).toEqual([...names].sort());
  });

  test("run in the background at intervals that Raycast allows: none below ten seconds, none for views", () => {
    for (const { mode, interval, name } of manifest.commands) {
      if (interval === undefined) continue;
      expect(mode, name).not.toBe("view");
      expect(interval, name).toMatch(/^(?:[1-9]\d+s|[1-9]\d*[mhd])$/);
    }
    expect(manifest.commands.find(({ mode }) => mode === "menu-bar")?.interval).toBe("10s");
  });

  test("ask for no argument that a hotkey could not give", () => {
    for (const { arguments: wanted, name } of manifest.commands) {
      expect(wanted.length, name).toBeLessThanOrEqual(3);
      for (const argument of wanted) expect(argument.required, `${name} ${argument.name}`).toBe(false);
    }
  });
});

describe("preferences", () => {
  test.each(preferences.map((preference) => [preference.name, preference] as const))(
    "%s is optional and explains itself",
    (_, preference) => {
      expect(preference.required).toBe(false);
      expect(preference.description).toMatch(/\.$/);
      expect(notTitleCase(preference.title)).toEqual([]);
    },
  );

  test("have a default that works without anybody touching them", () => {
    for (const { name, type, default: given, label, data, ...more } of preferences) {
      if (type === "checkbox") expect([typeof given, typeof label], name).toEqual(["boolean", "string"]);
      if (type === "dropdown")
        expect(
          data?.map(({ value }) => value),
          name,
        ).toContain(given);
      if (type === "textfield") expect(more["placeholder"], name).toEqual(expect.any(String));
    }
  });

  test("are read by the names that the generated types have, never by types written by hand", () => {
    const types = readFileSync(join(root, "raycast-env.d.ts"), "utf8");
    for (const { name } of preferences) expect(types).toContain(`"${name}"`);
    const handTyped = sources.filter(({ text }) => /interface Preferences\b|type Preferences\b/.test(text));
    expect(handTyped.map(({ file }) => file)).toEqual([]);
  });
});

describe("tools", () => {
  /** What looks only; everything else asks first. */
  const READING = new Set(["list-projects", "get-session-status", "read-session-output"]);

  test.each(manifest.tools.map((tool) => [tool.name, tool] as const))(
    "%s has an entry file and a title, and asks before it changes anything",
    (name, tool) => {
      const source = sources.find(({ file }) => file === join("tools", `${name}.ts`));
      expect(source?.text).toMatch(/export default (async )?function tool/);
      expect(notTitleCase(tool.title)).toEqual([]);
      expect(/export const confirmation/.test(source?.text ?? "")).toBe(!READING.has(name));
    },
  );

  /** What evals expect to be called, with the arguments that they name. */
  const calls = manifest.ai.evals.flatMap(({ expected }) =>
    expected.flatMap((one) => {
      if (!("callsTool" in one)) return [];
      return typeof one.callsTool === "string" ? { name: one.callsTool, arguments: {} } : one.callsTool;
    }),
  );

  test("are each called by an eval, those that ask first by one that names what they are called with", () => {
    const names = manifest.tools.map(({ name }) => name);
    expect([...new Set(calls.map(({ name }) => name))].sort()).toEqual([...names].sort());
    for (const name of names.filter((one) => !READING.has(one))) {
      const named = calls.filter((call) => call.name === name && Object.keys(call.arguments ?? {}).length > 0);
      expect(named.length, name).toBeGreaterThan(0);
    }
  });

  test("are called by evals with arguments that they have", () => {
    for (const { name, arguments: given = {} } of calls) {
      const source = sources.find(({ file }) => file === join("tools", `${name}.ts`))?.text ?? "";
      const input = /type Input = \{([\s\S]*?)\n\};/.exec(source)?.[1] ?? "";
      for (const argument of Object.keys(given)) expect(input, name).toMatch(new RegExp(`^  ${argument}\\??:`, "m"));
    }
  });

  test("are mocked in every eval that could call them, and evals speak to this extension", () => {
    const names = manifest.tools.map(({ name }) => name);
    for (const { input, expected, mocks } of manifest.ai.evals) {
      expect(input).toContain(`@${manifest.name}`);
      expect(names).toEqual(expect.arrayContaining(Object.keys(mocks)));
      const wanted = expected.flatMap((one) => {
        const call = "not" in one ? one.not.callsTool : "callsTool" in one ? one.callsTool : [];
        return typeof call === "object" && "name" in call ? call.name : call;
      });
      expect(Object.keys(mocks), input).toEqual(expect.arrayContaining(wanted));
    }
  });

  test("explain each input to the model", () => {
    for (const { name } of manifest.tools) {
      const source = sources.find(({ file }) => file === join("tools", `${name}.ts`))?.text ?? "";
      const inputs = (/type Input = \{([\s\S]*?)\n\};/.exec(source)?.[1] ?? "").split("\n");
      for (const [at, line] of inputs.entries()) {
        if (/^ {2}\w+\??:/.test(line)) expect(inputs[at - 1], `${name}: ${line}`).toMatch(/\*\/$/);
      }
    }
  });
});
