import { defineConfig } from "eslint/config";
import raycast from "@raycast/eslint-config";
import reactHooks from "eslint-plugin-react-hooks";
import importPlugin from "eslint-plugin-import";

/**
 * The arrows of the architecture: commands, views and tools → orchestrator → one folder for each thing outside, and
 * `decide` → model. No such folder knows another: what crosses two of them is handed over by the orchestrator as data.
 */
const outside = [
  "git",
  "interchange",
  "iterm2",
  "logs",
  "notifications",
  "output",
  "probes",
  "processes",
  "raycast",
  "runner",
  "store",
  "variables",
];
const arrows = [
  { layer: "model", may: [], why: "model imports nothing but zod" },
  { layer: "agents", may: ["model"], why: "what agents look like is told in terms of the model" },
  { layer: "agents", may: ["model"], why: "state files are told in terms of the model", reader: "state-files" },
  { layer: "decide", may: ["model", "agents"], why: "decide is pure: it knows the model and the tables of agents" },
  ...outside.map((layer) => ({ layer, may: ["model"], why: `${layer} knows the model, and nothing else outside` })),
];
/** Those that implement a port: only composition.ts names them, so that another one is one line of it. */
const behindPorts = ["git", "iterm2", "logs", "notifications", "probes", "processes", "raycast", "runner", "store"];
const layers = ["model", "agents", "decide", ...outside, "orchestrator", "views", "tools"];
const PURE = new Set(["model", "decide", "agents"]);

/** `reader`: the one file of a layer that may read the world. */
function arrow({ layer, may, why, reader }) {
  const forbidden = layers.filter((other) => other !== layer && !may.includes(other));
  const group = forbidden.flatMap((other) => [`../**/${other}/**`, `**/core/${other}/**`]);
  const patterns = [{ group, message: `${why} (see eslint.config.mjs).` }];
  if (PURE.has(layer) && !reader) patterns.push({ regex: "^(node:|@raycast/|react)", message: `${layer} has no I/O.` });
  else if (layer !== "raycast")
    patterns.push({ regex: "^(@raycast/|react)", message: "Only core/raycast knows Raycast." });
  if (layer === "decide") patterns.push({ regex: "agents/state-files", message: "State files are read by observe." });
  return {
    files: [`src/core/${layer}/${reader ?? "**/*"}.ts`],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
}

/** What `test/mac`, a package of its own, must not know; and what others may import of it. */
const BESIDE_THE_MAC = "src|core|e2e|setup|bench|check-mac|entry-points|mutation|fixtures|assets";
const MAC_ENTRIES = "((iterm2|osascript|programs|raycast|terminals)/)?index\\.ts";

export default defineConfig([
  { ignores: ["dist/**", "node_modules/**", "raycast-env.d.ts", "test/fixtures/**"] },
  ...raycast,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { import: importPlugin },
    settings: {
      "import/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
      "import/resolver": { node: { extensions: [".ts", ".tsx"] } },
    },
    rules: {
      "import/no-cycle": "error",
      "@raycast/prefer-placeholders": "warn",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^zod($|\\u002F(?!mini$))/]",
          message: 'Import "zod/mini": the whole of zod is 60 KB more in each bundle.',
        },
      ],
    },
  },
  { files: ["src/**/*.tsx", "src/views/**/*.ts"], ...reactHooks.configs.flat["recommended-latest"] },
  ...arrows.map(arrow),
  {
    files: ["src/core/orchestrator/orchestrator.ts", "src/core/orchestrator/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^(@raycast/|react)|/views/|/tools/", message: "The core knows neither Raycast nor views." },
            {
              group: [...behindPorts.map((name) => `../**/${name}/**`), "**/agents/state-files.ts"],
              message: "The orchestrator speaks to ports; only composition.ts knows what is behind them.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["test/mac/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: `^(\\.\\./)+(${BESIDE_THE_MAC})/`, message: "The test Mac is a package of its own." }] },
      ],
    },
  },
  {
    files: ["test/**/*.{ts,tsx}"],
    ignores: ["test/mac/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: `/mac/(?!${MAC_ENTRIES}$)`, message: "Use an entry of test/mac (see its package.json)." },
          ],
        },
      ],
    },
  },
  {
    files: ["src/*.tsx", "src/views/**", "src/tools/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: outside.filter((name) => name !== "interchange").map((name) => `**/core/${name}/**`),
              message: "Views ask the orchestrator; they see the model and what the core exports for them.",
            },
          ],
        },
      ],
    },
  },
]);
