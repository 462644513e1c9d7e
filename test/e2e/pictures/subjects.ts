import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SessionTemplate } from "../../../src/core/model/session-template.ts";
import { createHistory } from "../../../src/core/store/history.ts";
import { sessionEnded, sessionStarted } from "../../../src/core/decide/events.ts";
import { aManagedSession } from "../../core/builders/observation.ts";
import type { Mac } from "../../mac/index.ts";
import type { View } from "../../mac/raycast/index.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf } from "../../setup/raycast-store.ts";
import { itermIsSilent } from "../views/sample-projects.ts";
import { loaded } from "../../setup/commands.ts";

/** Leads to a view and gives its page. */
export type Picture = (mac: Mac) => Promise<string>;

type Step = (view: View) => unknown;

/** A command's view after these steps, once nothing loads any more. */
function view(command: string, ...steps: Step[]): Picture {
  return async ({ raycast }) => {
    const shown = await loaded(await raycast.open(command));
    for (const step of steps) await step(shown);
    await loaded(shown);
    return shown.html();
  };
}
const select = (name: string) => (shown: View) => shown.select(name);
const perform = (title: string) => (shown: View) => shown.perform(title);
const press = (keys: string) => (shown: View) => shown.press(keys);
const search = (query: string) => (shown: View) => shown.search(query);
const fill = (values: Record<string, unknown>) => (shown: View) => shown.form.fill(values);
const until = (type: string) => (shown: View) => shown.until((now) => now.type === type, type);
const shows = (text: RegExp) => (shown: View) => shown.until((now) => text.test(now.markdown), String(text));
/** Performs what asks, takes the picture with the question open, and says no. */
function asking(command: string, title: string, ...steps: Step[]): Picture {
  return async ({ raycast }) => {
    const shown = await loaded(await raycast.open(command));
    for (const step of steps) await step(shown);
    const done = shown.perform(title);
    const alert = await raycast.untilAlert();
    const page = shown.html();
    alert.cancel();
    await done;
    return page;
  };
}
const menu: Picture = async ({ raycast }) => {
  await raycast.menuBar("session-status").run();
  return raycast.menuBar("session-status").html();
};

const sessionForm = [
  select("Shop"),
  perform("Edit Sessions…"),
  shows(/Layout/),
  perform("Edit Session…"),
  until("Form"),
];

export const busyMac: Record<string, Picture> = {
  "list-projects": view("list-projects", select("Shop")),
  "list-projects-at-rest": view("list-projects", select("Site")),
  "list-projects-details": async (mac) => {
    const page = await view("list-projects", select("Shop"), perform("Toggle Details"), shows(/Last Runs/))(mac);
    await mac.raycast.window!.perform("Toggle Details");
    return page;
  },
  "list-projects-no-match": view("list-projects", search("zzz")),
  "list-projects-close": asking("list-projects", "Close Project", select("Shop")),
  "list-projects-delete": asking("list-projects", "Delete Project", select("Bare")),
  "trust-project": view("list-projects", select("Imported"), perform("Open Project"), until("Detail")),
  "damaged-entry": view("list-projects", select("project/broken"), perform("Show Stored Text"), until("Detail")),
  "search-sessions-waiting": view("search-sessions", select("Deploy"), shows(/production/)),
  "search-sessions-failed": view("search-sessions", select("Tests"), shows(/expected 2/)),
  "search-sessions-pending": view("search-sessions", select("Queue"), shows(/Waits for/)),
  "search-sessions-no-match": view("search-sessions", search("zzz")),
  "why-this-status": view("search-sessions", select("Tests"), perform("Why This Status?"), until("Detail")),
  "show-errors": view("search-sessions", select("Tests"), perform("Show Errors"), until("Detail")),
  "send-text": view("search-sessions", select("Server"), perform("Send Text…"), until("Form")),
  answer: view("search-sessions", select("Deploy"), perform("Answer…"), until("Form")),
  message: view("search-sessions", select("Server"), perform("Message Another Session…"), until("Form")),
  "edit-sessions": view("list-projects", select("Shop"), perform("Edit Sessions…"), shows(/Layout/)),
  "edit-session": view("list-projects", ...sessionForm),
  "edit-session-wrong": view(
    "list-projects",
    ...sessionForm,
    fill({ name: "", error_pattern: "(", success_exit_codes: "0, 300", ready_timeout_seconds: "soon" }),
  ),
  "edit-project": view("list-projects", select("Shop"), perform("Edit Project…"), until("Form")),
  "edit-json": view("list-projects", select("Shop"), perform("Edit Project…"), until("Form"), perform("Edit as JSON…")),
  "no-sessions": view("list-projects", select("Bare"), perform("Edit Sessions…"), (shown) =>
    shown.until((now) => now.depth === 2 && !now.isLoading),
  ),
  "create-project": view("create-project"),
  "create-project-wrong": view("create-project", press("⌘↵")),
  "create-project-filled": async (mac) => {
    const app = join(mac.home, "app");
    const options = (shown: View) => shown.until((now) => now.form.field("sessions").options.length === 3);
    return view("create-project", fill({ path: [app] }), options)(mac);
  },
  "create-from-tabs": view("create-project-from-open-tabs"),
  "import-projects": view("import-projects"),
  "export-project": view("list-projects", select("Site"), perform("Export Project…"), until("Form")),
  "open-project": view("open-project"),
  "quit-cleanup": view("quit-cleanup"),
  "quit-cleanup-close": asking("quit-cleanup", "Close Managed Tabs"),
  "session-history": view("session-history", shows(/Runs/)),
  "menu-bar": menu,
};

export const firstRun: Record<string, Picture> = {
  "first-list-projects": view("list-projects"),
  "first-search-sessions": view("search-sessions"),
  "first-quit-cleanup": view("quit-cleanup"),
  "first-session-history": view("session-history"),
  "first-open-project": view("open-project"),
  "first-create-from-tabs": view("create-project-from-open-tabs"),
  "first-menu-bar": menu,
  "not-installed": async (mac) => {
    mac.iterm2.installed = false;
    const page = await view("list-projects", until("Detail"))(mac);
    mac.iterm2.installed = true;
    return page;
  },
  "not-permitted": async (mac) => {
    await mac.iterm2.launch();
    mac.appleEvents.permission = "denied";
    const page = await view("list-projects", until("Detail"))(mac);
    mac.appleEvents.permission = "granted";
    await mac.iterm2.quit();
    return page;
  },
};

const LONG = "The Billing Service That Everybody Calls the Monolith, Second Try";

/** Many projects, long names, a question before opening, a file to import. */
export async function strain(mac: Mac): Promise<void> {
  const path = join(mac.home, "work", "customers", "international", "billing-service-second-try");
  await mkdir(path, { recursive: true });
  const others = Array.from({ length: 40 }, (_, at) =>
    aProject({ id: `p${at}`, name: `Project ${at}`, path: mac.home }),
  );
  const server = aTemplate({ id: "server", name: LONG, command: `echo ${"long line ".repeat(30)}; exec sleep 1000` });
  const asks = aTemplate({ id: "asks", name: "Asks", command: "echo {ask:Which branch?} {ask:Which customer?}" });
  const waits = aTemplate({ id: "waits", name: "Waits", command: "printf 'Overwrite? [y/N] '; read answer" });
  const started = (template: SessionTemplate) => ({ ...template, auto_start: true });
  await keep(
    mac,
    ...others,
    aProject({ id: "long", name: LONG, path, session_templates: [server, waits].map(started) }),
    aProject({ id: "asks", name: "Asks", path, session_templates: [started(asks)] }),
  );
  const incoming = ["p0", "fresh"].map((id) => aProject({ id, name: `From the File: ${id}`, path }));
  await writeFile(join(mac.home, "team.json"), JSON.stringify({ version: "1.0", projects: incoming, settings: {} }));
  await coreOn(mac, { storage: storageOf(mac) }).orchestrator.open("long");
}

export const strainedMac: Record<string, Picture> = {
  "long-list-projects": view("list-projects", select(LONG)),
  "long-search-sessions": view("search-sessions", select(LONG), shows(/long line/)),
  "long-menu-bar": menu,
  "ask-form": view("list-projects", select("Asks"), perform("Open in Background"), until("Form")),
  "import-preview": async (mac) => {
    const file = [join(mac.home, "team.json")];
    return view("import-projects", fill({ file }), press("⌘↵"), until("Detail"))(mac);
  },
  "open-project-choice": async ({ raycast }) => {
    const shown = await loaded(await raycast.open("open-project", { arguments: { project: "project" } }));
    await shown.until((now) => now.items.length > 0);
    return shown.html();
  },
  "open-project-nothing": async ({ raycast }) => {
    const shown = await loaded(await raycast.open("open-project", { arguments: { project: "zzz" } }));
    await shown.until((now) => now.toasts.length > 0);
    return shown.html();
  },
  "iterm2-silent": async (mac) => {
    itermIsSilent(mac);
    return view("list-projects", (shown) => shown.until((now) => now.toasts.length > 0))(mac);
  },
};

/** Past runs of two sessions: how long each took, s, and its exit code; null: it was stopped. */
const RUNS: [string, string, [number, number | null][]][] = [
  ["lint", "Lint", [10, 12, 9, 600, 30, 14, 11, 10, 61, 8].map((seconds, at) => [seconds, at % 4 === 3 ? 1 : 0])],
  ["server", "Server", [3600, 7200, 500, 9000].map((seconds) => [seconds, null])],
];

export async function past(mac: Mac): Promise<void> {
  const history = createHistory(join(mac.supportPath, "history.sqlite"));
  const now = Date.now();
  const project = { project_id: "shop", name: "Shop", path: join(mac.home, "projects", "shop") };
  for (const [template_id, name, runs] of RUNS) {
    for (const [at, [seconds, exit_code]] of runs.entries()) {
      const start = now - (runs.length - at) * 10_000_000;
      const session = aManagedSession({
        project_id: "shop",
        template_id,
        name,
        status: "exited",
        exit_code,
        started_at: new Date(start).toISOString(),
        launch: {
          token: `${name}.${at}`,
          attempt: 1,
          requested_at: start,
          tries: 0,
          problem: null,
          not_retryable: false,
        },
      });
      const cause = exit_code === null ? "stopped" : "exited";
      const events = [sessionStarted(session, start), sessionEnded(session, cause, start + seconds * 1000)];
      await history.append(events, [project]);
    }
  }
}
