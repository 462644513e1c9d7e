import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../src/core/model/fault.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf, storeOf } from "../../setup/raycast-store.ts";

const MINUTE = 60_000;
/** How long (ms) it may take for everything to be as it should. */
const PATIENCE = 30_000;

/** A session's command that prints these lines and then stays. */
const prints = (...lines: string[]) => `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")}; exec sleep 1000`;

/** A project whose sessions come to stand in every way that a person tells apart. */
export function theShop(path: string): Project {
  return aProject({
    id: "shop",
    name: "Shop",
    path,
    session_templates: [
      aTemplate({ id: "server", name: "Server", command: prints("VITE ready in 212 ms", "http://localhost:5173/") }),
      aTemplate({
        id: "tests",
        name: "Tests",
        command: prints("FAIL src/sum.test.ts", "expected 2 to be 3", "2 tests failed"),
        error_pattern: "tests failed",
        layout: "pane_vertical",
        parent_template_id: "server",
      }),
      aTemplate({
        id: "deploy",
        name: "Deploy",
        command: `echo Building; printf 'Deploy to production? [y/N] '; read answer; ${prints("got $answer").replaceAll("'got $answer'", '"got $answer"')}`,
      }),
      aTemplate({
        id: "warm-up",
        name: "Warm Up",
        command: prints("warming up"),
        ready_when: { type: "ready_log_line", pattern: "never printed" },
        ready_timeout_seconds: 3600,
      }),
      aTemplate({ id: "queue", name: "Queue", command: prints("queue") }),
      aTemplate({ id: "build", name: "Build", command: "echo building; exit 7" }),
      aTemplate({ id: "docs", name: "Docs", command: prints("docs") }),
      aTemplate({ id: "lint", name: "Lint", command: "echo clean" }),
      aTemplate({ id: "shell", name: "Shell", command: "" }),
      aTemplate({ id: "storybook", name: "Storybook", command: prints("storybook") }),
    ].map((template) => ({ ...template, auto_start: template.id !== "storybook" })),
    config: {
      dependencies: [
        { task_id: "queue", depends_on: ["warm-up"], condition: "ready" },
        { task_id: "docs", depends_on: ["build"], condition: "success" },
      ],
    },
  });
}

/** Several projects, one of them not agreed to and one pinned, and an entry that cannot be read. Nothing is open. */
export async function manyProjects(mac: Mac): Promise<void> {
  const store = storeOf(mac);
  const folder = (name: string) => join(mac.home, "projects", name);
  const plain = (id: string, name: string, given: Parameters<typeof aProject>[0] = {}) =>
    aProject({ id, name, path: folder(id), ...given });
  for (const id of ["shop", "api", "site", "notes", "blog", "imported", "bare"]) {
    await mkdir(folder(id), { recursive: true });
  }
  await keep(
    mac,
    theShop(folder("shop")),
    plain("api", "API", {
      session_templates: [aTemplate({ id: "migrate", name: "Migrate", command: "exit 7", auto_start: true })],
    }),
    plain("site", "Site"),
    plain("notes", "Notes"),
    plain("blog", "Blog"),
    plain("bare", "Bare", { session_templates: [] }),
  );
  await store.saveProject(plain("imported", "Imported"));
  await store.setPinned("site", true);
  mac.raycast.storage.set("project/broken", '{"version":1,"value":{"id":"broken","name":');
  const now = Date.now();
  const closed = (changed_at: number) =>
    ({ want: "closed", changed_at, front: false, window: "current", answers: {}, sessions: {} }) as const;
  await store.saveDesired({
    version: 1,
    projects: { notes: closed(now - 60 * MINUTE), blog: closed(now - 30 * MINUTE) },
    active_project_id: null,
  });
}

const STANDS: Record<string, string> = {
  "shop/server": "up running",
  "shop/tests": "up failed",
  "shop/deploy": "up waiting",
  "shop/warm-up": "up starting",
  "shop/queue": "pending starting",
  "shop/build": "ended exited",
  "shop/docs": "skipped exited",
  "shop/lint": "ended exited",
  "shop/shell": "up waiting",
  "api/migrate": "ended exited",
};

/** Opens `shop` and `api`, and looks on until each of their sessions stands as it is meant to. */
export async function open(mac: Mac): Promise<void> {
  const { orchestrator } = coreOn(mac, { storage: storageOf(mac) });
  await orchestrator.open("api", { front: false });
  const looking = new AbortController();
  const until = Date.now() + PATIENCE;
  let stand: Record<string, string> = {};
  const look = async () => {
    const { projects } = await orchestrator.state();
    const sessions = projects.flatMap((project) => Object.values(project.active_sessions));
    stand = Object.fromEntries(sessions.map((session) => [session.id, `${session.phase.name} ${session.status}`]));
    if (Object.entries(STANDS).every(([id, wanted]) => stand[id] === wanted) || Date.now() > until) looking.abort();
  };
  // One of them is never ready, so opening goes on until it is no longer waited for.
  await orchestrator
    .open("shop", { signal: looking.signal, onProgress: () => void look() })
    .catch((error: unknown) => expectCancelled(error));
  if (Date.now() > until) throw new Error(`It is not as it should be: ${JSON.stringify(stand)}`);
}

function expectCancelled(error: unknown): void {
  if (!(error instanceof Fault) || error.code !== "cancelled") throw error;
}

/** iTerm2 does not answer from now on: what is shown stays as it was last known. */
export function itermIsSilent(mac: Mac): void {
  mac.appleEvents.inject({ when: "before", then: { error: -1712 }, times: 1_000_000 });
}
