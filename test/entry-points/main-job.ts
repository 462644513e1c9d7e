import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mac } from "../mac/index.ts";
import type { View } from "../mac/raycast/index.ts";
import { repository } from "../setup/start-mac.ts";
import { screenAsText, type Transcript } from "./transcript.ts";

/** How long (ms) a claim may take to come true. */
const PATIENCE = 30_000;
const PAUSE = 250;

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** Refreshes the menu bar as Raycast does at its interval, until it shows what is waited for. */
async function menuBarShows(mac: Mac, shown: RegExp): Promise<boolean> {
  const bar = mac.raycast.menuBar("session-status");
  const until = Date.now() + PATIENCE;
  do {
    await mac.raycast.runInterval("session-status");
    if (shown.test(bar.text())) return true;
    await pause();
  } while (Date.now() < until);
  return false;
}

function panes(mac: Mac) {
  return mac.iterm2
    .desktop()
    .windows.flatMap(({ tabs }) => tabs.flatMap((tab, index) => tab.panes.map((pane) => ({ ...pane, tab: index }))));
}

function paneOf(mac: Mac, name: string) {
  return panes(mac).find(({ title }) => title.includes(name));
}

async function screenShows(mac: Mac, name: string, shown: RegExp): Promise<boolean> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (shown.test(paneOf(mac, name)?.screen.join("\n") ?? "")) return true;
    await pause();
  }
  return false;
}

/** Resolves once a HUD or a toast says how a verb ended. */
async function verdict(mac: Mac, work: () => Promise<unknown>): Promise<string> {
  const { huds, toasts } = mac.raycast;
  const before = huds.length;
  const told = toasts.length;
  await work();
  await mac.raycast.until(
    () => huds.length > before || toasts.slice(told).some(({ style }) => style === "SUCCESS" || style === "FAILURE"),
    "how it ended",
  );
  const toast = toasts.slice(told).at(-1);
  return huds.slice(before).at(-1) ?? [toast?.title, toast?.message].filter(Boolean).join(": ");
}

const loaded = (view: View) => view.until((now) => !now.isLoading && now.actions().length > 0);

async function importProject(mac: Mac, out: Transcript): Promise<void> {
  out.chapter("A project file is imported (Import Projects)");
  const folder = await mac.bring(join(repository, "test/fixtures/webapp"), "projects/webapp");
  const view = await mac.raycast.open("import-projects");
  await view.form.fill({ file: [join(folder, "webapp.json")] });
  await view.perform("Preview Import");
  await view.until((now) => now.depth > 1);
  out.tell(view.text());
  await verdict(mac, () => view.perform("Import 1 Project"));
  out.claim(
    "The project was added.",
    mac.raycast.toasts.some(({ style }) => style === "SUCCESS"),
  );
}

async function openProject(mac: Mac, out: Transcript): Promise<void> {
  out.chapter('It is opened by its name (Open Project, argument "webapp")');
  const view = await mac.raycast.open("open-project", { arguments: { project: "webapp" } });
  await loaded(view);
  out.claim("Before anything of it runs, Raycast shows what it would run.", view.text().includes("npm run dev"));
  const said = await verdict(mac, () => view.perform("Trust and Open"));
  out.tell(`Raycast says: ${said}`);
  out.tell(screenAsText(mac));

  const [server, tests, worker, deploy] = ["Dev Server", "Tests", "Worker", "Deploy"].map((name) => paneOf(mac, name));
  const all = [server, tests, worker, deploy];
  out.claim("Four sessions are up, each once.", all.every(Boolean) && panes(mac).length === 4, () => screenAsText(mac));
  out.claim(
    "Server, tests and worker are panes of one tab; the deploy script has its own.",
    server?.tab === tests?.tab && server?.tab === worker?.tab && deploy?.tab !== server?.tab,
  );
  out.claim(
    "Their names begin with [webapp].",
    all.every((pane) => pane?.title.startsWith("[webapp] ")),
  );
  out.claim("The server's pane tells its address.", await screenShows(mac, "Dev Server", /ready on http/));
  const address = /http:\S+/.exec(server?.screen.join("\n") ?? "")?.[0] ?? "http://127.0.0.1:9";
  const answer = await fetch(`${address}/Ada`).then((response) => response.text(), String);
  out.tell(`GET ${address}/Ada → ${answer.trim()}`);
  out.claim("The server answers over HTTP.", answer.trim() === "Hello, Ada!");

  const again = await mac.raycast.open("open-project", { arguments: { project: "webapp" } });
  await mac.raycast.until(() => again.closed || !again.visible, "the second open");
  out.claim("Opened a second time, nothing is opened twice.", panes(mac).length === 4, () => screenAsText(mac));
}

async function watchProject(mac: Mac, out: Transcript): Promise<void> {
  out.chapter("The menu bar says which session needs you, and why (Session Status)");
  const bar = mac.raycast.menuBar("session-status");
  await bar.run();
  out.claim(
    "It sees that the deploy script asks a question.",
    await menuBarShows(mac, /Waiting for You[\s\S]*Deploy/),
    () => bar.text(),
  );
  out.claim(
    "It sees that the tests pass.",
    await menuBarShows(mac, /Succeeded[\s\S]*Tests|Tests[\s\S]*Succeeded/),
    () => bar.text(),
  );
  out.tell(bar.text());
  out.claim(
    "The worker crashed with code 7 and was restarted by its runner.",
    await screenShows(mac, "Worker", /status 7[\s\S]*waiting for jobs/),
    () => screenAsText(mac),
  );

  out.chapter("A test is broken, and mended");
  const file = join(mac.home, "projects/webapp/src/greeting.js");
  const good = await readFile(file, "utf8");
  await writeFile(file, good.replace("Hello", "Hullo"));
  out.claim("The menu bar shows the tests as failed.", await menuBarShows(mac, /Failed[\s\S]*Tests/), () => bar.text());
  await writeFile(file, good);
  out.claim(
    "Mended, they are shown as succeeded.",
    await menuBarShows(mac, /Succeeded[\s\S]*Tests|Tests[\s\S]*Succeeded/),
    () => bar.text(),
  );
}

async function answerQuestion(mac: Mac, out: Transcript): Promise<void> {
  out.chapter("The question is answered without leaving Raycast (Search Sessions)");
  const view = await mac.raycast.open("search-sessions");
  await view.until((now) => now.items.some(({ title }) => title.includes("Deploy")));
  await view.select("Deploy");
  await view.until((now) => now.actions().some(({ title }) => title === "Yes"));
  const answers = ["Yes", "No", "Answer…"];
  out.tell(
    view
      .actions()
      .map(({ title }) => title)
      .filter((title) => answers.includes(title))
      .join(" · "),
  );
  await view.perform("Yes");
  out.claim("The script goes on.", await screenShows(mac, "Deploy", /Deployed\./), () => screenAsText(mac));
  out.claim("The menu bar has its exact end.", await menuBarShows(mac, /Deploy[\s\S]*code 0|Deploy[\s\S]*Exited/), () =>
    mac.raycast.menuBar("session-status").text(),
  );
}

async function cleanUp(mac: Mac, out: Transcript): Promise<void> {
  out.chapter("The desk is left clean (Quit Cleanup)");
  const own = await mac.iterm2.user.opensTab();
  const view = await mac.raycast.open("quit-cleanup");
  await loaded(view);
  out.tell(view.text());
  out.claim(
    "It tells our tabs from the one opened by hand.",
    /Managed · 2/.test(view.text()) && /External · 1/.test(view.text()),
  );
  mac.raycast.answerAlert("confirm");
  const said = await verdict(mac, () => view.perform("Close Managed Tabs"));
  out.tell(`Raycast says: ${said}`);
  out.tell(screenAsText(mac));
  const left = panes(mac).map(({ guid }) => guid);
  out.claim("Only the tab that was opened by hand is left.", left.length === 1 && left[0] === own, () =>
    screenAsText(mac),
  );
  const alive = mac.survivors().filter((command) => /npm|node |worker|deploy|session-runner/.test(command));
  out.claim("Nothing of the project is alive.", alive.length === 0, () => alive.join("\n"));
}

/** The whole of it: import, open, watch, answer, clean up, each through the bundle that Raycast would load. */
export async function mainJob(mac: Mac, out: Transcript): Promise<void> {
  await importProject(mac, out);
  await openProject(mac, out);
  await watchProject(mac, out);
  await answerQuestion(mac, out);
  await cleanUp(mac, out);
}
