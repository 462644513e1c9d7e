import type { Screen, TreeNode } from "../protocol.ts";
import type { AlertHandle, ToastHandle } from "../host/feedback.ts";
import type { Command } from "../host/manifest.ts";
import type { Raycast } from "../host/raycast.ts";
import { CommandCrash, type Run } from "../host/run.ts";
import type { Setting } from "../picture/page.ts";
import { viewToHtml } from "../picture/view-html.ts";
import { viewToText } from "../picture/text.ts";
import { actionEntries, actionHandler, actionNamed, type ActionEntry } from "./actions.ts";
import { inAppearance } from "./appearance.ts";
import { FormHandle } from "./form.ts";
import { emptyStateOf, searchDropdown, type EmptyState, type ListItem, type ListSection } from "./list.ts";
import { handler, text } from "./nodes.ts";
import { findViewProblem } from "./problems.ts";
import { ListState } from "./selection.ts";

/** What was on screen at one rendering: enough to see a flicker. */
export interface Frame {
  type: string | null;
  isLoading: boolean;
  items: number;
  emptyView: string | null;
}

/** A view command in Raycast's window, with what its user can see and do. */
export class View {
  readonly run: Run;
  readonly command: Command;
  /** Every rendering of this run, oldest first. */
  readonly frames: Frame[] = [];
  /** False once a HUD or `closeMainWindow` hid the window; the command lives on until it is popped to root. */
  visible = true;
  readonly #raycast: Raycast;
  readonly #lists = new Map<number, ListState>();
  readonly #forms = new Map<number, FormHandle>();
  /** What is chosen in the dropdowns of search bars, by node. */
  readonly #chosen = new Map<number, string>();
  readonly #notified = new Map<number, string | null>();
  #submitted = false;
  #seen: unknown = null;

  constructor(raycast: Raycast, run: Run, command: Command) {
    this.#raycast = raycast;
    this.run = run;
    this.command = command;
    run.changes.listen(() => this.#rendered());
    this.#rendered();
  }

  // What is on screen

  get screens(): Screen[] {
    const screens = this.run.tree?.screens ?? [];
    return screens.map(({ id, node }) => ({ id, node: node && inAppearance(node, this.setting.appearance) }));
  }
  get setting(): Setting {
    return this.#raycast.setting;
  }
  /** The element of the top view; null if the command rendered nothing. */
  get node(): TreeNode | null {
    return this.screens.at(-1)?.node ?? null;
  }
  /** `List`, `Detail`, `Form` or `Grid`. */
  get type(): string | null {
    return this.node?.type ?? null;
  }
  get title(): string {
    return text(this.node?.props["navigationTitle"]) || this.command.title;
  }
  get isLoading(): boolean {
    return this.node?.props["isLoading"] === true;
  }
  get sections(): ListSection[] {
    return this.#list ? this.#listState.sections(this.#list) : [];
  }
  get items(): ListItem[] {
    return this.sections.flatMap(({ items }) => items);
  }
  get selected(): ListItem | null {
    return this.items.find(({ id }) => id === this.#listState.selectedId) ?? null;
  }
  get emptyView(): EmptyState | null {
    return this.#list ? emptyStateOf(this.#list, this.sections, this.searchText) : null;
  }
  get searchText(): string {
    return this.#list ? this.#listState.queryOf(this.#list) : "";
  }
  /** The dropdown in the search bar, with what is chosen in it: the command's value, the user's, the last one, the first. */
  get dropdown() {
    const found = this.#list && searchDropdown(this.#list);
    if (!found) return null;
    const { node, options } = found;
    const { id } = node;
    const stored = node.props["storeValue"] === true ? `${this.command.name}/dropdown` : null;
    const known = (value: unknown) => options.some((option) => option.value === value);
    const last = stored && this.#raycast.records.now.fields[stored];
    const wanted = [this.#chosen.get(id), last, node.props["defaultValue"], options[0]?.value].find(known);
    const value = String(node.props["value"] ?? wanted ?? "");
    return { id, options, value, stored, handler: handler(node, "onChange") };
  }
  get placeholder(): string {
    return text(this.node?.props["searchBarPlaceholder"]);
  }
  /** The detail on screen: of a `Detail`, or of the selected item while the list shows details. */
  get detail(): TreeNode | null {
    if (this.type === "Detail") return this.node;
    return this.node?.props["isShowingDetail"] === true ? (this.selected?.node.slots["detail"]?.[0] ?? null) : null;
  }
  get markdown(): string {
    return text(this.detail?.props["markdown"]);
  }
  /** Rows of the detail's metadata: a label's text, a link's text, a tag list's tags. */
  get metadata(): { kind: string; title: string; text: string }[] {
    const rows = this.detail?.slots["metadata"]?.[0]?.children ?? [];
    return rows.map(({ type, props, children }) => ({
      kind: type.slice("Metadata.".length),
      title: text(props["title"]),
      text: children.length ? children.map((tag) => text(tag.props["text"])).join(", ") : text(props["text"]),
    }));
  }
  get form(): FormHandle {
    const screen = this.screens.at(-1);
    const id = screen?.id ?? 0;
    const look = () => this.screens.find((one) => one.id === id)?.node ?? null;
    const stored = (field: string) => this.#raycast.records.now.fields[`${this.command.name}/${field}`];
    const form = this.#forms.get(id) ?? new FormHandle(this.run, look, stored);
    this.#forms.set(id, form);
    return form;
  }
  /** How many views are on the stack; 1: the command's first. */
  get depth(): number {
    return this.screens.length;
  }
  get toasts(): ToastHandle[] {
    return this.#raycast.toasts.filter((toast) => toast.run === this.run);
  }
  get alerts(): AlertHandle[] {
    return this.#raycast.alerts.filter((alert) => alert.run === this.run);
  }
  get closed(): boolean {
    return this.run.end !== null;
  }
  text(): string {
    return viewToText(this);
  }
  /** A page that looks like the view, on its own. */
  html(): string {
    return viewToHtml(this);
  }

  // What the user can do

  /** The panel's actions: of the selected item, the empty view, or the view. */
  actions(): ActionEntry[] {
    const place = this.type === "Form" ? "form" : "other";
    return actionEntries(this.#actionOwner()?.slots["actions"], place);
  }
  /** Runs an action by its title ("Open" or "Open With › Safari"); resolves when it is done. */
  async perform(title: string, ...args: unknown[]): Promise<void> {
    await this.#do(actionNamed(this.actions(), title), args);
  }
  /** Presses a shortcut as Raycast writes it ("↵", "⌘⇧C"): the first action that has it. */
  async press(keys: string): Promise<void> {
    const found = this.actions().find(({ key, shortcut }) => key === keys || (key === null && shortcut === keys));
    if (!found) throw new Error(`Nothing listens to ${keys}\n${this.text()}`);
    await this.#do(found, []);
  }
  async search(query: string): Promise<void> {
    const list = this.#requireList();
    this.#listState.search(query);
    this.#listState.settle(list);
    const reference = handler(list, "onSearchTextChange");
    if (reference) await this.run.invoke(reference, query);
    await this.#tellSelection();
    this.#raycast.changes.tell();
  }
  clearSearch(): void {
    if (this.#list) void this.search("").catch(() => undefined);
  }
  /** Selects a visible item by its id or title. */
  async select(idOrTitle: string): Promise<void> {
    const item = this.items.find(({ id }) => id === idOrTitle) ?? this.items.find(({ title }) => title === idOrTitle);
    if (!item) throw new Error(`No item "${idOrTitle}" in\n${this.text()}`);
    this.#listState.select(item);
    await this.#tellSelection();
    this.#raycast.changes.tell();
  }
  /** Chooses in the search bar's dropdown by value or title. */
  async choose(valueOrTitle: string): Promise<void> {
    this.#requireList();
    const { dropdown } = this;
    const option = dropdown?.options.find(({ value, title }) => value === valueOrTitle || title === valueOrTitle);
    if (!dropdown || !option) throw new Error(`No dropdown with "${valueOrTitle}" in\n${this.text()}`);
    this.#chosen.set(dropdown.id, option.value);
    if (dropdown.stored) this.#raycast.records.change(({ fields }) => (fields[dropdown.stored!] = option.value));
    if (dropdown.handler) await this.run.invoke(dropdown.handler, option.value);
  }
  /** Scrolls to the end of a paginated list. */
  async loadMore(): Promise<void> {
    const { pagination } = this.#requireList().props as { pagination?: { hasMore: boolean } };
    if (pagination?.hasMore) await this.run.invoke(`${this.#requireList().id}:pagination.onLoadMore`);
  }
  /** Escape: back one view, or out of the command. */
  async escape(): Promise<void> {
    if (this.depth > 1) await this.run.pop();
    else await this.close();
  }
  /** Leaves for root search: the command is unloaded; a form's draft is kept. Rejects if it had crashed. */
  async close(): Promise<void> {
    await this.leave({ keepDraft: true });
    if (this.run.end?.crash) throw new CommandCrash(this.run.command, this.run.end.crash);
  }
  /** Resolves with the first truthy value of `look`; rejects with a picture of the view after the limit. */
  until<T>(look: (view: View) => T, what = "what was waited for"): Promise<NonNullable<T>> {
    return this.#raycast.changes.until(() => look(this), {
      what,
      limit: this.#raycast.limit,
      describe: () => `${this.text()}\n${this.run.logs.map((line) => line.text).join("\n")}`,
      hopeless: () => this.#hopeless(),
    });
  }

  // For Raycast

  hide(): void {
    this.visible = false;
    this.#raycast.changes.tell();
  }
  async leave({ keepDraft }: { keepDraft: boolean }): Promise<void> {
    if (this.#raycast.window === this) this.#raycast.window = null;
    if (keepDraft) this.#keepDraft();
    await this.run.unload();
    this.#raycast.changes.tell();
  }
  focusField(nodeId: number): void {
    this.form.focusNode(nodeId);
  }
  resetField(nodeId: number): void {
    this.form.resetNode(nodeId);
    this.#raycast.changes.tell();
  }

  get #list(): TreeNode | null {
    return this.type === "List" || this.type === "Grid" ? this.node : null;
  }
  get #listState(): ListState {
    const id = this.screens.at(-1)?.id ?? 0;
    const state = this.#lists.get(id) ?? new ListState();
    this.#lists.set(id, state);
    return state;
  }
  #requireList(): TreeNode {
    if (!this.#list) throw new Error(`There is no list on screen but ${this.type ?? "nothing"}`);
    return this.#list;
  }

  #actionOwner(): TreeNode | null {
    if (!this.#list) return this.node;
    return this.selected?.node ?? this.emptyView?.node ?? this.node;
  }

  async #do(entry: ActionEntry, args: unknown[]): Promise<void> {
    if (entry.kind === "SubmitForm") return this.#submit(entry);
    await this.run.invoke(actionHandler(entry), ...args);
  }

  /** A form with an error on a field is not submitted; submitting drops its draft and keeps `storeValue` fields. */
  async #submit(entry: ActionEntry): Promise<void> {
    const { form } = this;
    if (Object.keys(form.errors).length > 0) return;
    this.#submitted = true;
    this.#raycast.records.change(({ drafts, fields }) => {
      delete drafts[this.command.name];
      const kept = form.fields.filter(({ node }) => node.props["storeValue"] === true);
      for (const { id, value } of kept) fields[`${this.command.name}/${id}`] = value;
    });
    await this.run.invoke(actionHandler(entry), form.values);
  }

  #keepDraft(): void {
    const first = this.screens[0];
    const form = this.#forms.get(first?.id ?? 0);
    if (first?.node?.props["enableDrafts"] !== true || !form?.dirty || this.#submitted || this.closed) return;
    const kept = form.fields.filter(({ kind }) => kind !== "PasswordField");
    const values = Object.fromEntries(kept.map(({ id, value }) => [id, value]));
    this.#raycast.records.change(({ drafts }) => (drafts[this.command.name] = values));
  }

  #rendered(): void {
    if (!this.run.tree || this.run.tree === this.#seen) return;
    this.#seen = this.run.tree;
    const problem = this.node && findViewProblem(this.node, this.depth);
    if (problem) return this.run.fail(new Error(`${this.command.name}: ${problem}`));
    if (this.#list) this.#listState.settle(this.#list);
    const { type, isLoading, items, emptyView } = this;
    this.frames.push({ type, isLoading, items: items.length, emptyView: emptyView?.title ?? null });
    void this.#tellSelection().catch(() => undefined);
    void this.#tellDropdown().catch(() => undefined);
    this.#raycast.changes.tell();
  }

  /** Raycast calls `onChange` of a search bar's dropdown once by itself, with what is chosen at first (vicinae#583). */
  async #tellDropdown(): Promise<void> {
    const dropdown = this.dropdown;
    if (!dropdown || this.#chosen.has(dropdown.id)) return;
    this.#chosen.set(dropdown.id, dropdown.value);
    if (dropdown.handler) await this.run.invoke(dropdown.handler, dropdown.value);
  }

  async #tellSelection(): Promise<void> {
    const list = this.#list;
    const { selectedId } = this.#listState;
    if (!list || this.closed || (this.#notified.get(list.id) ?? null) === selectedId) return;
    this.#notified.set(list.id, selectedId);
    const reference = handler(list, "onSelectionChange");
    if (reference) await this.run.invoke(reference, selectedId);
  }

  #hopeless(): Error | undefined {
    const { end } = this.run;
    if (end?.crash) return new CommandCrash(this.run.command, end.crash);
    return end ? new Error(`${this.run.command} is over (${end.how})`) : undefined;
  }
}
