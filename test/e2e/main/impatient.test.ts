import { expect, test } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { eventually } from "../../setup/eventually.ts";
import { keep, storeOf } from "../../setup/raycast-store.ts";
import { launchMac } from "../../setup/launch-mac.ts";
import { layoutOf, panesOf } from "../../setup/panes.ts";
import { loaded, opens, said, ticksUntil } from "../../setup/commands.ts";

const quiet = (id: string) => aTemplate({ id, command: "exec cat" });

async function withProject(given: Partial<Project> = {}): Promise<Mac> {
  const mac = await launchMac();
  const session_templates = given.session_templates ?? [quiet("server"), quiet("plan")];
  const startup_sequence = session_templates.map(({ id }) => id);
  await keep(
    mac,
    aProject({ path: mac.home, session_templates, config: { startup_sequence, confirm_before_close: false } }),
  );
  return mac;
}

const isPerform = (argv: readonly string[]) => argv.some((argument) => argument.includes('"steps"'));
const creates = (event: { kind: string }) =>
  event.kind === "command" && /^create/.test((event as { name?: string }).name ?? "");
const once = [[["server"], ["plan"]]];

/** Begins to close the project in List Projects; resolves with the view once it is under way. */
async function beginsToClose(mac: Mac) {
  const view = await mac.raycast.open("list-projects");
  await view.until((now) => now.actions().some(({ title }) => title === "Close Project"));
  const closing = view.perform("Close Project").catch(() => undefined);
  await mac.raycast.until(() => view.toasts.some(({ title }) => title.startsWith("Closing")), "the closing to begin");
  return { view, closing };
}

test("opened while it is still closing, it ends open, each session once", async () => {
  const slow = (id: string) => aTemplate({ id, command: `trap 'sleep 1; exit 0' TERM; while :; do sleep 0.1; done` });
  const mac = await withProject({ session_templates: [slow("server"), slow("plan")] });
  await opens(mac, "webapp");
  await beginsToClose(mac);
  await eventually("a session stops", async () =>
    Object.values((await storeOf(mac).runtime()).sessions).some(({ phase }) => phase.name === "stopping"),
  );
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(
    panesOf(mac)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["plan", "server"]);
});

test("closed while it is still opening, it ends closed, with nothing alive", async () => {
  const ready = { wait_for_ready: true, ready_when: { type: "ready_log_line", pattern: "never" } } as const;
  const mac = await withProject({ session_templates: [{ ...quiet("server"), ...ready }, quiet("plan")] });
  void mac.raycast.open("open-project", { arguments: { project: "webapp" } });
  await eventually("the first session", () => layoutOf(mac).flat(2).includes("server"));
  const { view } = await beginsToClose(mac);
  await mac.raycast.until(() => view.toasts.some(({ style }) => style === "SUCCESS"), "it is closed");
  expect(panesOf(mac)).toEqual([]);
  expect(mac.survivors().filter((command) => /session-runner|^cat/.test(command))).toEqual([]);
});

test("a project deleted while it is open is forgotten, and its sessions are its user's own", async () => {
  const mac = await withProject();
  await opens(mac, "webapp");
  const view = await mac.raycast.open("list-projects");
  await view.until((now) => now.actions().some(({ title }) => title === "Delete Project"));
  mac.raycast.answerAlert("confirm");
  await said(mac, () => view.perform("Delete Project"));
  await view.close();
  const quit = await mac.raycast.open("quit-cleanup");
  await loaded(quit);
  expect(quit.sections.map(({ title, items }) => [title, items.length])).toEqual([["External", 2]]);
  expect((await storeOf(mac).desired()).projects).toEqual({});
  expect(layoutOf(mac)).toEqual(once);
});

test("iTerm2 quits in the middle of an open: the open goes on when it is back, each session once", async () => {
  const mac = await withProject();
  await mac.iterm2.launch();
  mac.appleEvents.inject({ matches: creates, when: "after", then: { happens: () => mac.iterm2.crash() } });
  const first = await opens(mac, "webapp");
  expect(mac.appleEvents.faults.pending).toBe(0);
  expect(first).not.toBe("");
  await opens(mac, "webapp");
  await ticksUntil(mac, "both are up, each once", async () => {
    const guids = panesOf(mac).map(({ guid }) => guid);
    const sessions = Object.values((await storeOf(mac).runtime()).sessions);
    const up = sessions.filter(
      ({ phase, iterm_session_id }) => phase.name === "up" && guids.includes(iterm_session_id!),
    );
    return up.length === 2 && mac.survivors().filter((command) => command === "cat").length === 2;
  });
});

test("killed while iTerm2 is at work for it, and opened again at once, each session comes up once", async () => {
  const mac = await withProject();
  mac.appleEvents.inject({
    matches: creates,
    when: "after",
    then: { happens: async () => void (await mac.raycast.runs.at(-1)?.unload()) },
  });
  await mac.raycast.open("open-project", { arguments: { project: "webapp" } });
  await mac.raycast.until(() => mac.raycast.runs.at(-1)?.end, "the kill");
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(layoutOf(mac)).toEqual(once);
  expect(mac.appleEvents.runs.filter(({ argv }) => isPerform(argv)).length).toBeGreaterThan(0);
});

test("with a hotkey window in front, a project opens in a window of its own", async () => {
  const mac = await withProject();
  await mac.iterm2.launch();
  const { id } = mac.iterm2.desktop().windows[0]!;
  mac.iterm2.user.makesHotkeyWindow(id, false);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(panesOf(mac).filter(({ window }) => window === id)).toHaveLength(1);
});

test("with no window, a project opens in a new one", async () => {
  const mac = await withProject();
  await mac.iterm2.launch();
  await mac.iterm2.user.closesWindow(mac.iterm2.desktop().windows[0]!.id);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(layoutOf(mac)).toEqual(once);
});

test("a zombie window in front neither takes the sessions nor hides them", async () => {
  const mac = await withProject();
  await mac.iterm2.launch();
  const zombie = mac.iterm2.user.leavesZombieWindow();
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(panesOf(mac).filter(({ window }) => window === zombie)).toEqual([]);
  expect(await opens(mac, "webapp")).toBe("✅ Opened webapp · 2 sessions");
  expect(
    panesOf(mac)
      .map(({ title }) => title)
      .filter((title) => title === "server"),
  ).toHaveLength(1);
});
