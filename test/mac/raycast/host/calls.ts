import type { HostCalls } from "../protocol.ts";
import type { Raycast } from "./raycast.ts";
import type { Run } from "./run.ts";

/** How Raycast serves what commands ask of it. `NEVER`: the command is unloaded by it and gets no answer. */
type Handlers = {
  [Name in keyof HostCalls]: (
    raycast: Raycast,
    run: Run,
    ...args: Parameters<HostCalls[Name]>
  ) => ReturnType<HostCalls[Name]> | Promise<ReturnType<HostCalls[Name]>>;
};

const NEVER = new Promise<never>(() => undefined);

export const handlers: Handlers = {
  "storage.get": (raycast, run, key) =>
    raycast.storage.serve({ command: run.command, name: "storage.get", key }) as Promise<string | undefined>,
  "storage.set": async (raycast, run, key, value) => {
    await raycast.storage.serve({ command: run.command, name: "storage.set", key, value });
  },
  "storage.remove": async (raycast, run, key) => {
    await raycast.storage.serve({ command: run.command, name: "storage.remove", key });
  },
  "storage.all": (raycast, run) =>
    raycast.storage.serve({ command: run.command, name: "storage.all" }) as Promise<Record<string, string>>,
  "storage.clear": async (raycast, run) => {
    await raycast.storage.serve({ command: run.command, name: "storage.clear" });
  },
  "toast.show": (raycast, run, toast) => raycast.feedback.showToast(run, toast),
  "toast.update": (raycast, run, toast) => raycast.feedback.updateToast(run, toast),
  "toast.hide": (raycast, run, id) => raycast.feedback.hideToast(run, id),
  "hud.show": (raycast, run, title, popToRootType) => {
    raycast.feedback.showHud(title);
    return closeWindow(raycast, run, popToRootType);
  },
  "alert.confirm": async (raycast, run, options) => {
    const remembered = options.rememberUserChoice ? raycast.records.now.answers[options.title] : undefined;
    if (remembered !== undefined) return remembered;
    const confirmed = await raycast.feedback.ask(run, options);
    if (options.rememberUserChoice) raycast.records.change(({ answers }) => (answers[options.title] = confirmed));
    return confirmed;
  },
  "window.close": (raycast, run, popToRootType) => closeWindow(raycast, run, popToRootType),
  "window.popToRoot": (raycast, run) => {
    if (raycast.window?.run !== run) return;
    void raycast.window.leave({ keepDraft: false });
    return NEVER;
  },
  "search.clear": (raycast, run) => {
    if (raycast.window?.run === run) raycast.window.clearSearch();
  },
  "clipboard.copy": (raycast, _run, content) => raycast.desktop.copy(content),
  "clipboard.paste": (raycast, _run, content) => {
    raycast.desktop.pasted.push(content);
  },
  "clipboard.read": (raycast, _run, offset) => raycast.desktop.clipboard[offset] ?? { text: "" },
  "clipboard.clear": (raycast) => {
    raycast.desktop.clipboard.splice(0);
  },
  "open.target": async (raycast, _run, target, application) => {
    if (target.startsWith("raycast://")) await raycast.openLink(target);
    else raycast.desktop.open(target, application);
  },
  "finder.show": (raycast, _run, path) => raycast.desktop.showInFinder(path),
  "finder.selected": (raycast) => raycast.desktop.selectedInFinder.map((path) => ({ path })),
  "finder.trash": (raycast, _run, paths) => raycast.desktop.trash(paths),
  "applications.all": (raycast) => raycast.desktop.applications,
  "applications.default": (raycast, _run, path) => raycast.desktop.defaultApplication(path),
  "applications.frontmost": (raycast) => raycast.desktop.frontmostApplication(),
  "preferences.open": (raycast, _run, scope) => {
    raycast.desktop.openedPreferences.push(scope);
  },
  "command.launch": (raycast, _run, request) => raycast.launcher.launchForCommand(request),
  "command.subtitle": (raycast, run, subtitle) =>
    raycast.records.change(({ subtitles }) => {
      if (subtitle === null) delete subtitles[run.command];
      else subtitles[run.command] = subtitle;
    }),
  // The user is led to Raycast's own Create Quicklink: the view is left for it.
  "quicklink.create": (raycast, run, link) => {
    raycast.desktop.quicklinks.push(link);
    if (raycast.window?.run !== run) return;
    void raycast.window.leave({ keepDraft: true });
    return NEVER;
  },
  "exception.capture": (raycast, _run, error) => {
    raycast.captured.push(error);
  },
  "form.focus": (raycast, run, nodeId) => {
    if (raycast.window?.run === run) raycast.window.focusField(nodeId);
  },
  "form.reset": (raycast, run, nodeId) => {
    if (raycast.window?.run === run) raycast.window.resetField(nodeId);
  },
  "form.submitted": () => undefined,
};

function closeWindow(raycast: Raycast, run: Run, popToRootType?: string): void | Promise<never> {
  const { window } = raycast;
  if (!window) return;
  window.hide();
  const byPreference = popToRootType !== "suspended" && raycast.options.popToRootSearch === "immediately";
  if (window.run !== run || (popToRootType !== "immediate" && !byPreference)) return;
  void window.leave({ keepDraft: false });
  return NEVER;
}
