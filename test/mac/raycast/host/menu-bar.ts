import type { TreeNode } from "../protocol.ts";
import type { Setting } from "../picture/page.ts";
import { menuToHtml } from "../picture/menu-html.ts";
import { menuToText } from "../picture/text.ts";
import { findMenuProblem, menuEntries, type MenuEntry } from "../view/menu.ts";
import { inAppearance } from "../view/appearance.ts";
import type { LaunchOptions } from "./launcher.ts";
import type { Command } from "./manifest.ts";
import type { Raycast } from "./raycast.ts";
import { CommandCrash, reached, type Run, type RunEnd } from "./run.ts";

/** A menu bar command's item. What it shows outlives its command: it is Raycast's last picture of it, from disk. */
export class MenuBarItem {
  readonly #raycast: Raycast;
  readonly command: Command;

  constructor(raycast: Raycast, command: Command) {
    this.#raycast = raycast;
    this.command = command;
  }

  /** The last rendering; null: not in the menu bar. May be stale, as after a restart of Raycast. */
  get node(): TreeNode | null {
    const node = this.#kept;
    return node && inAppearance(node, this.setting.appearance);
  }
  get #kept(): TreeNode | null {
    if (!this.#raycast.launcher.isEnabled(this.command)) return null;
    return (this.#raycast.records.now.menuBar[this.command.name] as TreeNode | undefined) ?? null;
  }
  get setting(): Setting {
    return this.#raycast.setting;
  }
  get visible(): boolean {
    return this.node !== null;
  }
  get title(): string {
    return String(this.node?.props["title"] ?? "");
  }
  get tooltip(): string {
    return String(this.node?.props["tooltip"] ?? "");
  }
  get icon(): unknown {
    return this.node?.props["icon"];
  }
  get items(): MenuEntry[] {
    return this.node ? menuEntries(this.node) : [];
  }
  text(): string {
    return menuToText(this);
  }
  /** A page with the item and its open menu. */
  html(): string {
    return menuToHtml(this);
  }

  /** Runs the command from root search, until Raycast unloads it. Rejects if it crashes or breaks a rule. */
  async run(options: LaunchOptions = {}): Promise<RunEnd> {
    const run = this.#raycast.launcher.byUser(this.command, options);
    const limit = setTimeout(() => void run.unload("timed_out"), this.#raycast.limit);
    const end = await this.take(run);
    clearTimeout(limit);
    if (end.crash) throw new CommandCrash(run.command, end.crash);
    if (end.how === "timed_out") {
      throw new Error(`${run.command} still has isLoading after ${this.#raycast.limit} ms\n${this.text()}`);
    }
    return reached(run.command, end, options.killAt);
  }

  /** Follows a run that has begun: records what it shows and unloads it when it is no longer loading. */
  async take(run: Run): Promise<RunEnd> {
    const stop = run.changes.listen(() => {
      if (!this.#record(run)) return;
      stop();
      void run.unload();
    });
    return run.ended();
  }

  /** Clicks the item: its menu opens with the last picture, the command is loaded and stays while it is open. */
  async click(options: LaunchOptions = {}): Promise<OpenMenu> {
    if (!this.node) throw new Error(`${this.command.name} is not in the menu bar`);
    if (!this.node.children.length) throw new Error(`${this.command.name} has no menu to open`);
    const run = this.#raycast.launcher.byUser(this.command, options);
    run.changes.listen(() => void this.#record(run));
    return new OpenMenu(this.#raycast, this, run);
  }

  /** True once the command is not loading: what it shows is then Raycast's to keep. */
  #record(run: Run): boolean {
    const screen = run.tree?.screens[0];
    if (!screen || run.end) return false;
    const { node } = screen;
    const problem = node && findMenuProblem(node);
    if (problem) run.fail(new Error(`${this.command.name}: ${problem}`));
    const same = JSON.stringify(node) === JSON.stringify(this.#kept);
    if (!same) {
      this.#raycast.records.change(({ menuBar }) => {
        if (node) menuBar[this.command.name] = node;
        else delete menuBar[this.command.name];
      });
    }
    return node === null || node.props["isLoading"] !== true;
  }
}

/** A menu that is open. */
export class OpenMenu {
  readonly #raycast: Raycast;
  readonly #item: MenuBarItem;
  readonly run: Run;

  constructor(raycast: Raycast, item: MenuBarItem, run: Run) {
    this.#raycast = raycast;
    this.#item = item;
    this.run = run;
  }

  get node(): TreeNode | null {
    return this.#item.node;
  }
  get items(): MenuEntry[] {
    return this.#item.items;
  }
  get isLoading(): boolean {
    return this.run.tree === null || this.run.tree.screens[0]?.node?.props["isLoading"] === true;
  }
  text(): string {
    return this.#item.text();
  }
  html(): string {
    return this.#item.html();
  }

  /** Resolves with the first truthy value of `look`. */
  until<T>(look: (menu: OpenMenu) => T, what = "what was waited for in the menu"): Promise<NonNullable<T>> {
    return this.run.changes.until(() => look(this), {
      what,
      limit: this.#raycast.limit,
      describe: () => this.text(),
      hopeless: () => this.#failure(),
    });
  }

  /**
   * Chooses an item by its title, or by titles from submenu to item (`["api", "Restart"]`), once the command shows
   * it enabled. The menu closes; the command is unloaded when the item's action is done.
   */
  async choose(path: string | string[], click: "left-click" | "right-click" = "left-click"): Promise<void> {
    const wanted = typeof path === "string" ? [path] : path;
    const entry = await this.until(
      (menu) => menu.run.tree && findEntry(menu.items, wanted),
      `the item ${wanted.join(" › ")}`,
    );
    await this.run.invoke(entry.handler ?? "", { type: click });
    await this.close();
  }

  /** Closes the menu: the command is unloaded. Rejects if it had crashed. */
  async close(): Promise<void> {
    await this.run.unload();
    const failure = this.#failure();
    if (failure) throw failure;
  }

  #failure(): Error | undefined {
    const crash = this.run.end?.crash;
    return crash && new CommandCrash(this.run.command, crash);
  }
}

function findEntry(items: MenuEntry[], wanted: string[]): MenuEntry | undefined {
  const ending = (entry: MenuEntry) => [...entry.path, entry.title].slice(-wanted.length).join("\0");
  return items.find((entry) => entry.kind === "item" && entry.enabled && ending(entry) === wanted.join("\0"));
}
