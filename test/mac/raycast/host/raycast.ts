import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Setting } from "../picture/page.ts";
import type { CrashReport } from "../protocol.ts";
import type { Appearance } from "../view/appearance.ts";
import { View } from "../view/view.ts";
import { Changes } from "./changes.ts";
import { Feedback, type AlertAnswer, type AlertHandle, type ToastHandle } from "./feedback.ts";
import { Launcher, type LaunchOptions } from "./launcher.ts";
import { DeepLinks, type LinkAnswer } from "./links.ts";
import { Desktop } from "./mac-desktop.ts";
import { intervalOf, readManifest, type Command, type Manifest } from "./manifest.ts";
import { MenuBarItem } from "./menu-bar.ts";
import { defaultApplications, type RaycastOptions } from "./options.ts";
import { RecordsOnDisk } from "./records.ts";
import { CommandCrash, reached, type Run, type RunEnd } from "./run.ts";
import { LocalStorageOnDisk } from "./storage.ts";

/** A background run that did not happen, or how it ended. */
export type IntervalResult =
  { ran: false; reason: "not activated" | "switched off" | "disabled" } | ({ ran: true } & RunEnd);

/** Raycast with one extension installed. */
export class Raycast {
  readonly options: RaycastOptions;
  readonly manifest: Manifest;
  readonly preferences: Record<string, unknown>;
  readonly storage: LocalStorageOnDisk;
  readonly records: RecordsOnDisk;
  readonly feedback = new Feedback();
  readonly desktop: Desktop;
  readonly launcher: Launcher;
  readonly links: DeepLinks;
  readonly changes = new Changes();
  /** The runs since the start, oldest first, at most 500; the ended ones keep their logs and points. */
  readonly runs: Run[] = [];
  /** The user may change it; runs that have begun keep the one they know. */
  appearance: Appearance;
  /** What commands gave to `captureException`. */
  readonly captured: CrashReport[] = [];
  /** The view on screen, or hidden and not yet popped; null: root search. */
  window: View | null = null;
  /** The run whose view `run` has somebody use. */
  #driven: Run | null = null;
  readonly #menuBar = new Map<string, MenuBarItem>();

  constructor(options: RaycastOptions) {
    this.options = options;
    this.manifest = readManifest(options.dist);
    this.preferences = { ...options.preferences };
    this.appearance = options.appearance ?? "dark";
    const database = `${options.supportPath}.raycast`;
    this.storage = new LocalStorageOnDisk(`${database}/local-storage`);
    this.records = new RecordsOnDisk(`${database}/records.json`);
    this.desktop = new Desktop(options.home, options.applications ?? defaultApplications);
    this.launcher = new Launcher(this);
    this.links = new DeepLinks(this);
    for (const part of [this.feedback.changes, this.desktop.changes]) part.listen(() => this.changes.tell());
  }

  /** Opens a view command from root search; resolves at its first rendering, rejects if it crashes before. */
  async open(name: string, options: LaunchOptions = {}): Promise<View> {
    const command = this.launcher.command(name);
    if (command.mode !== "view") throw new Error(`${name} is a ${command.mode} command: use run() or menuBar()`);
    return this.show(this.launcher.byUser(command, options), command);
  }

  /**
   * Runs a command to its end. A view or one killed by `killAt` ends there; `drive` uses the view, which is then
   * left. Whatever `drive` waits for in Raycast is given up once the command is killed. The result has every await
   * point that was reached.
   */
  async run(name: string, options: LaunchOptions & { drive?: (view: View) => Promise<unknown> } = {}): Promise<RunEnd> {
    const command = this.launcher.command(name);
    if (command.mode === "menu-bar") return this.menuBar(name).run(options);
    const run = this.launcher.byUser(command, options);
    if (command.mode === "view") await this.#drive(run, command, options.drive);
    return this.#outcome(run, options);
  }

  async #drive(run: Run, command: Command, drive?: (view: View) => Promise<unknown>): Promise<void> {
    this.#driven = run;
    try {
      const view = await this.show(run, command);
      await drive?.(view);
      await view.close();
    } catch (error) {
      if (run.end?.how !== "killed") throw error;
    } finally {
      this.#driven = null;
    }
  }

  async #outcome(run: Run, options: LaunchOptions): Promise<RunEnd> {
    const limit = setTimeout(() => void run.unload("timed_out"), this.limit);
    const end = await run.ended();
    clearTimeout(limit);
    if (end.crash) throw new CommandCrash(run.command, end.crash);
    if (end.how === "timed_out") throw new Error(`${run.command} did not end within ${this.limit} ms`);
    return reached(run.command, end, options.killAt);
  }

  /** A run at the command's interval; nothing if Raycast would not run it. Never rejects for what the command did. */
  async runInterval(name: string, options: LaunchOptions = {}): Promise<IntervalResult> {
    const command = this.launcher.command(name);
    const interval = intervalOf(command);
    if (interval === null) throw new Error(`${name} has no interval`);
    const { activated, backgroundRefresh } = this.records.now;
    if (!this.launcher.isEnabled(command)) return { ran: false, reason: "disabled" };
    const allowed = backgroundRefresh[name];
    if (allowed === false) return { ran: false, reason: "switched off" };
    if (!activated.includes(name) && !allowed) return { ran: false, reason: "not activated" };
    const run = this.launcher.inBackground(command, options);
    const limitOf = this.options.backgroundLimit ?? ((ms: number) => ms);
    const limit = setTimeout(() => void run.unload("timed_out"), limitOf(interval));
    const end = command.mode === "menu-bar" ? await this.menuBar(name).take(run) : await run.ended();
    clearTimeout(limit);
    return { ran: true, ...end };
  }

  /** The item of a menu bar command. */
  menuBar(name: string): MenuBarItem {
    const command = this.launcher.command(name);
    if (command.mode !== "menu-bar") throw new Error(`${name} is a ${command.mode} command`);
    const item = this.#menuBar.get(name) ?? new MenuBarItem(this, command);
    this.#menuBar.set(name, item);
    return item;
  }

  /** Opens a deep link as macOS hands it over; null if the user refused (see `answerLink`). */
  openLink(link: string): Promise<Run | null> {
    return this.links.open(link);
  }
  answerLink(...answers: LinkAnswer[]): void {
    this.links.answers.push(...answers);
  }

  /**
   * Runs an AI tool: asks its confirmation, which `confirm` answers (default: yes), then the tool. A confirmation of
   * `undefined` is not put to the user. Rejects with `ToolError` if the tool or its confirmation throws.
   */
  async tool(name: string, input: unknown, options: ToolOptions = {}): Promise<ToolResult> {
    const run = this.launcher.tool(name, input, options);
    const asked = await run.changes.until(() => run.confirmation ?? run.end, {
      what: `the tool ${name}`,
      limit: this.limit,
      describe: () => describeRun(run),
    });
    const confirmation = "how" in asked ? undefined : asked.value;
    if (confirmation !== undefined) await options.meanwhile?.(confirmation);
    if (confirmation !== undefined && options.confirm === false) {
      return { ran: false, confirmation, end: await run.unload() };
    }
    if (!("how" in asked)) run.confirmTool();
    const end = await this.#outcome(run, options);
    if (end.error !== undefined) throw new ToolError(end.error, confirmation);
    return { ran: end.how === "completed", confirmation, value: end.value, end };
  }

  /** Answers for the alerts to come, in order. An alert without one waits for `untilAlert` and the test. */
  answerAlert(...answers: AlertAnswer[]): void {
    this.feedback.answers.push(...answers);
  }
  /** Resolves with the alert that waits for an answer; one whose command is over has gone with it. */
  untilAlert(): Promise<AlertHandle> {
    return this.until(() => this.feedback.alerts.find(({ open }) => open), "an alert");
  }
  /** Resolves with the view on screen once it is one of this command. */
  async untilWindow(name: string): Promise<View> {
    return this.until(() => (this.window?.run.command === name ? this.window : null), `a window of ${name}`);
  }
  /** Resolves with the first truthy value of `look`; looked at again whenever anything in Raycast changed. */
  until<T>(look: () => T, what = "what was waited for"): Promise<NonNullable<T>> {
    const driven = this.#driven;
    return this.changes.until(look, {
      what,
      limit: this.limit,
      describe: () => this.window?.text() ?? this.runs.slice(-3).map(describeRun).join("\n"),
      hopeless: () => (driven?.end?.how === "killed" ? new Error(`${driven.command} was killed`) : undefined),
    });
  }

  get toasts(): ToastHandle[] {
    return this.feedback.toasts;
  }
  get alerts(): AlertHandle[] {
    return this.feedback.alerts;
  }
  get huds(): string[] {
    return this.feedback.huds;
  }
  get limit(): number {
    return this.options.limit ?? 10_000;
  }
  /** The subtitle in root search: what `updateCommandMetadata` set, else the manifest's. */
  subtitle(name: string): string | undefined {
    return this.records.now.subtitles[name] ?? this.launcher.command(name).subtitle;
  }
  /** What pictures and commands are given of the Mac's look. */
  get setting(): Setting {
    const { assetsPath = join(this.options.dist, "assets") } = this.options;
    return { appearance: this.appearance, assetsPath };
  }
  setEnabled(name: string, enabled: boolean): void {
    this.records.change((records) => (records.enabled[name] = enabled));
  }
  setBackgroundRefresh(name: string, on: boolean): void {
    this.records.change(({ backgroundRefresh }) => (backgroundRefresh[name] = on));
  }
  /** Applies to the runs to come, as in Raycast. */
  setPreference(name: string, value: unknown): void {
    this.preferences[name] = value;
  }
  /** The values that were typed into a form with drafts and not submitted. */
  draft(name: string): Record<string, unknown> | undefined {
    return this.records.now.drafts[name];
  }

  /** Puts a view's run on screen, in place of the view that is there. For the launcher and links. */
  async show(run: Run, command: Command): Promise<View> {
    await this.window?.leave({ keepDraft: true });
    const view = new View(this, run, command);
    this.window = view;
    this.changes.tell();
    await view.until(() => run.tree, "the first rendering");
    if (run.end?.crash) throw new CommandCrash(run.command, run.end.crash);
    return view;
  }

  /** Keeps track of a run that has begun. For the launcher. */
  started(run: Run): void {
    this.runs.push(run);
    const oldest = this.runs.length > 500 ? this.runs.findIndex(({ end }) => end !== null) : -1;
    if (oldest >= 0) this.runs.splice(oldest, 1);
    run.changes.listen(() => this.changes.tell());
  }

  /** Quits Raycast: every command is unloaded; what is on disk stays for the next start. */
  async shutdown(): Promise<void> {
    await Promise.all(this.runs.map((run) => run.unload()));
    this.window = null;
  }

  /** Uninstalls the extension's data: LocalStorage, records, support folder. After `shutdown`. */
  async erase(): Promise<void> {
    const { supportPath } = this.options;
    for (const path of [supportPath, `${supportPath}.raycast`]) await rm(path, { recursive: true, force: true });
  }
}

export interface ToolOptions extends Pick<LaunchOptions, "killAt" | "pointKinds"> {
  confirm?: boolean;
  /** What happens while the user reads the confirmation. */
  meanwhile?: (confirmation: unknown) => unknown;
}

/** What a tool threw: all that the model is told. */
export class ToolError extends Error {
  /** What the user had agreed to; undefined: nothing was asked. */
  readonly confirmation: unknown;
  constructor(message: string, confirmation: unknown) {
    super(message);
    this.name = "ToolError";
    this.confirmation = confirmation;
  }
}

export interface ToolResult {
  /** False: the user said no, or it was killed before its end. */
  ran: boolean;
  /** What the tool's confirmation returned; undefined: it has none, or did not want one. */
  confirmation?: unknown;
  value?: unknown;
  end: RunEnd;
}

function describeRun(run: Run): string {
  const logs = run.logs.map(({ level, text }) => `  ${level}: ${text}`).join("\n");
  return `${run.command}: ${run.end?.how ?? "running"}, ${run.points.length} await points\n${logs}`;
}
