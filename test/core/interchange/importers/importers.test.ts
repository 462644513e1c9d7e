import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { Draft } from "../../../../src/core/interchange/importers/draft.ts";
import { dockerCompose } from "../../../../src/core/interchange/importers/docker-compose.ts";
import { packageJson } from "../../../../src/core/interchange/importers/package-json.ts";
import { processCompose } from "../../../../src/core/interchange/importers/process-compose.ts";
import { procfile } from "../../../../src/core/interchange/importers/procfile.ts";
import { IMPORTERS } from "../../../../src/core/interchange/importers/importers.ts";
import { teamocil } from "../../../../src/core/interchange/importers/teamocil.ts";
import { tmuxinator } from "../../../../src/core/interchange/importers/tmuxinator.ts";
import { tmuxp } from "../../../../src/core/interchange/importers/tmuxp.ts";
import { vscodeTasks } from "../../../../src/core/interchange/importers/vscode-tasks.ts";
import { variablesIn } from "../../../../src/core/model/variables.ts";

const folder = (...files: string[]) => ({ files: new Set(files) });
const commands = (drafts: Draft[]) => Object.fromEntries(drafts.map(({ template }) => [template.id, template.command]));
const places = (drafts: Draft[]) =>
  Object.fromEntries(drafts.map(({ template }) => [template.id, [template.layout, template.parent_template_id]]));
const needs = (drafts: Draft[]) => Object.fromEntries(drafts.map((draft) => [draft.template.id, draft.needs]));

describe("package.json", () => {
  const text = JSON.stringify({
    scripts: { build: "tsc", dev: "vite", preinstall: "x", "test:watch": "vitest", "it's": "y" },
  });

  test("each script becomes a session, those that keep running first, npm's own hooks left out", async () => {
    expect(Object.values(commands(await packageJson.drafts(text, folder())))).toEqual([
      "npm run dev",
      "npm run test:watch",
      "npm run build",
      `npm run 'it'\\''s'`,
    ]);
  });

  test.each([
    ["pnpm-lock.yaml", "pnpm run dev"],
    ["yarn.lock", "yarn run dev"],
    ["bun.lock", "bun run dev"],
  ])("beside %s the scripts are run as %s", async (lock, command) => {
    const [first] = await packageJson.drafts(text, folder("package.json", lock));
    expect(first?.template.command).toBe(command);
  });
});

test("a Procfile gives one session a line; comments and what is no process are left out", async () => {
  const text = "# processes\nweb: node server.js --port $PORT\nworker:   node worker.js\n\nnot a process\n";
  expect(commands(await procfile.drafts(text, folder()))).toEqual({
    web: "node server.js --port $PORT",
    worker: "node worker.js",
  });
});

test("what looks like a variable of ours in another tool's file stays as it was written", async () => {
  const [draft] = await procfile.drafts("web: awk '{print}' {name} ${HOME} {a,b}", folder());
  expect(draft?.template.command).toBe("awk '{{print}' {{name} ${HOME} {a,b}");
  expect(variablesIn(draft?.template.command ?? "", "shell")).toEqual([]);
});

test("Docker Compose services wait for what they depend on, as their conditions say", async () => {
  const text = `
services:
  db: { image: postgres }
  migrate: { depends_on: { db: { condition: service_healthy } } }
  web: { depends_on: [db, migrate] }
  seed: { depends_on: { migrate: { condition: service_completed_successfully } } }
`;
  const drafts = await dockerCompose.drafts(text, folder());
  expect(drafts[0]?.template).toMatchObject({
    command: "docker compose up db",
    stop_command: "docker compose stop db",
  });
  expect(needs(drafts)).toEqual({
    db: [],
    migrate: [{ id: "db", condition: "ready" }],
    web: [
      { id: "db", condition: "started" },
      { id: "migrate", condition: "started" },
    ],
    seed: [{ id: "migrate", condition: "success" }],
  });
});

test("process-compose keeps readiness, restart policy, folder and dependencies", async () => {
  const text = `
version: "0.5"
processes:
  api:
    command: ./api
    working_dir: ./server
    availability: { restart: on_failure }
    readiness_probe: { http_get: { host: localhost, port: 8080, path: /health }, timeout_seconds: 20 }
    depends_on: { db: { condition: process_healthy }, migrate: { condition: process_completed_successfully } }
  db: { command: postgres, ready_log_line: "ready (5432)" }
  migrate: { command: ./migrate }
  broken: { nothing: true }
`;
  const drafts = await processCompose.drafts(text, folder());
  expect(drafts.map(({ template }) => template.id)).toEqual(["api", "db", "migrate"]);
  expect(drafts[0]?.template).toMatchObject({
    working_directory: "./server",
    restart_policy: "on_failure",
    ready_when: { type: "http_get", url: "http://localhost:8080/health", timeout_seconds: 20 },
  });
  expect(drafts[1]?.template.ready_when).toEqual({ type: "ready_log_line", pattern: "ready \\(5432\\)" });
  expect(needs(drafts)["api"]).toEqual([
    { id: "db", condition: "ready" },
    { id: "migrate", condition: "success" },
  ]);
});

test("tmuxinator windows become tabs and their panes splits, with what runs before each", async () => {
  const text = `
name: shop
pre_window: nvm use
windows:
  - editor:
      layout: even-vertical
      root: ~/shop/web
      panes: [vim, [cd test, guard], { logs: tail -f log }]
  - server: bin/rails s
  - console
`;
  const drafts = await tmuxinator.drafts(text, folder());
  expect(commands(drafts)).toEqual({
    editor: "nvm use; vim",
    "editor-2": "nvm use; cd test; guard",
    "editor-3": "nvm use; tail -f log",
    server: "nvm use; bin/rails s",
    console: "nvm use",
  });
  expect(places(drafts)["editor-2"]).toEqual(["pane_horizontal", "editor"]);
  expect(drafts[0]?.template.working_directory).toBe("~/shop/web");
  expect(drafts[2]?.template.name).toBe("logs");
});

test("two windows of one name keep their own panes", async () => {
  const window = { server: { panes: ["a", "b"] } };
  const drafts = await tmuxinator.drafts(JSON.stringify({ windows: [window, window] }), folder());
  expect(places(drafts)).toEqual({
    server: ["tab", null],
    "server-2": ["pane_vertical", "server"],
    "server-window-2": ["tab", null],
    "server-window-2-2": ["pane_vertical", "server-window-2"],
  });
});

test("tmuxp panes are read in each of the ways they can be written", async () => {
  const text = `
session_name: shop
start_directory: ~/shop
shell_command_before: [source env]
windows:
  - window_name: dev
    panes:
      - npm start
      - shell_command: [cd api, { cmd: npm test }]
      - blank
`;
  const drafts = await tmuxp.drafts(text, folder());
  expect(commands(drafts)).toEqual({
    dev: "source env; npm start",
    "dev-2": "source env; cd api; npm test",
    "dev-3": "source env",
  });
  expect(drafts[0]?.template.working_directory).toBe("~/shop");
});

test("teamocil and itermocil windows are read", async () => {
  const text =
    "windows:\n  - name: dev\n    root: ~/x\n    panes:\n      - npm start\n      - name: tests\n        commands: [cd t, npm test]\n";
  const drafts = await teamocil.drafts(text, folder());
  expect(commands(drafts)).toEqual({ dev: "npm start", "dev-2": "cd t; npm test" });
  expect(drafts[1]?.template.name).toBe("tests");
});

test("VS Code tasks are read with their comments, words and folders; tasks that only group others are left out", async () => {
  const text = `{
  // build
  "version": "2.0.0",
  "tasks": [
    { "label": "Build", "type": "shell", "command": "make", "args": ["-C", "\${workspaceFolder}/src"], /* fast */ },
    { "label": "Serve", "type": "process", "command": "node", "args": ["a file.js"], "options": { "cwd": "\${workspaceFolder}/web" }, "dependsOn": "Build" },
    { "type": "npm", "script": "watch", "label": "Watch // not a comment" },
    { "label": "All", "dependsOn": ["Build", "Serve"] },
  ]
}`;
  const drafts = await vscodeTasks.drafts(text, folder());
  expect(commands(drafts)).toEqual({
    build: "make -C ./src",
    serve: "node 'a file.js'",
    "watch-not-a-comment": "npm run watch",
  });
  expect(drafts[1]?.template.working_directory).toBe("./web");
  expect(needs(drafts)["serve"]).toEqual([{ id: "build", condition: "success" }]);
});

test.each(IMPORTERS.map((one) => [one.name, one] as const))(
  "no text makes the importer for %s throw",
  async (_, importer) => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string().map((text) => `windows:\n - ${text}\nservices: {${text}}\n`),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => Array.isArray(await importer.drafts(text, folder()))),
      { numRuns: 300 },
    );
  },
);

test("a small file that would grow without end suggests nothing", async () => {
  const levels = Array.from({ length: 20 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`);
  const text = ["a0: &a0 [x]", ...levels, "windows: *a20"].join("\n");
  expect(await tmuxinator.drafts(text, folder())).toEqual([]);
});
