import { defineConfig } from "eslint/config";
import raycast from "@raycast/eslint-config";
import reactHooks from "eslint-plugin-react-hooks";
import importPlugin from "eslint-plugin-import";

/** The arrows of the architecture: commands and views → orchestrator → observe / decide / act / store → model. */
const arrows = [
  { layer: "model", may: [], why: "model imports nothing but zod" },
  { layer: "decide", may: ["model"], why: "decide is pure: it knows the model only" },
  { layer: "observe", may: ["model"], why: "observe knows the model only" },
  { layer: "act", may: ["model"], why: "act knows the model only" },
  { layer: "store", may: ["model"], why: "store knows the model only" },
  { layer: "interchange", may: ["model"], why: "interchange knows the model only" },
];
const layers = ["model", "decide", "observe", "act", "store", "interchange", "orchestrator", "views", "tools"];

function arrow({ layer, may, why }) {
  const forbidden = layers.filter((other) => other !== layer && !may.includes(other));
  const group = forbidden.flatMap((other) => [`**/${other}/**`, `**/${other}.ts`]);
  const patterns = [{ group, message: `${why} (see eslint.config.mjs).` }];
  if (layer === "decide" || layer === "model") {
    patterns.push({ regex: "^(node:|@raycast/|react)", message: `${layer} has no I/O and no Raycast.` });
  } else {
    patterns.push({ regex: "^(@raycast/|react)", message: "Only src/core/*/raycast-*.ts adapters know Raycast." });
  }
  return {
    files: [`src/core/${layer}/**/*.ts`],
    ignores: ["src/core/*/raycast-*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
}

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
  { files: ["src/**/*.tsx", "src/views/**/*.ts"], ...reactHooks.configs.flat["recommended-latest"] },
  ...arrows.map(arrow),
  {
    files: ["src/core/orchestrator.ts", "src/core/orchestrator/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^(@raycast/|react)|/views/|/tools/", message: "The core knows neither Raycast nor views." },
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
              group: ["**/core/observe/**", "**/core/act/**", "**/core/store/**"],
              message: "Views ask the orchestrator; they see the model and what the core exports for them.",
            },
          ],
        },
      ],
    },
  },
]);
