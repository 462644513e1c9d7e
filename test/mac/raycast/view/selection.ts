import type { TreeNode } from "../protocol.ts";
import { visibleSections, type ListItem, type ListSection } from "./list.ts";

/** What Raycast itself keeps of one list on the stack: the query and the selected item. */
export class ListState {
  query = "";
  selectedId: string | null = null;
  #index = 0;
  #wanted: unknown = undefined;
  #cached: { list: TreeNode; query: string; sections: ListSection[] } | null = null;

  /** The search text: the command's, if it controls it. */
  queryOf(list: TreeNode): string {
    const controlled = list.props["searchText"];
    return typeof controlled === "string" ? controlled : this.query;
  }

  sections(list: TreeNode): ListSection[] {
    const query = this.queryOf(list);
    if (this.#cached?.list !== list || this.#cached.query !== query) {
      this.#cached = { list, query, sections: visibleSections(list, query) };
    }
    return this.#cached.sections;
  }

  items(list: TreeNode): ListItem[] {
    return this.sections(list).flatMap(({ items }) => items);
  }

  /** After a rendering: a new `selectedItemId` wins; a vanished selection moves to the item that took its place. */
  settle(list: TreeNode): void {
    const items = this.items(list);
    const wanted = list.props["selectedItemId"];
    if (wanted !== this.#wanted && items.some(({ id }) => id === wanted)) this.selectedId = String(wanted);
    this.#wanted = wanted;
    const at = items.findIndex(({ id }) => id === this.selectedId);
    this.#index = at >= 0 ? at : Math.min(this.#index, Math.max(0, items.length - 1));
    this.selectedId = items[this.#index]?.id ?? null;
  }

  select(item: ListItem): void {
    this.selectedId = item.id;
  }

  /** A changed query selects the best match. */
  search(query: string): void {
    this.query = query;
    this.selectedId = null;
    this.#index = 0;
  }
}
