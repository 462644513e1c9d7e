import type { ActionEntry } from "../view/actions.ts";
import type { FormField } from "../view/form.ts";
import { type Accessory, type ListItem } from "../view/list.ts";
import { text } from "../view/nodes.ts";
import type { View } from "../view/view.ts";
import { cssColor, iconHtml } from "./icons.ts";
import { escapeHtml, markdownToHtml } from "./markdown.ts";
import { page } from "./page.ts";

/** The view in Raycast's window, with its action panel open beside it. */
export function viewToHtml(view: View): string {
  const loading = view.isLoading ? '<div class="bar"></div>' : "";
  const window = `<div class="window">${searchBar(view)}${loading}<div class="main">${body(view)}</div>${foot(view)}${alert(view)}</div>`;
  return page(window + panel(view.actions()), view.setting);
}

function searchBar(view: View): string {
  const back = view.depth > 1 ? "<kbd>←</kbd>" : "";
  if (view.type !== "List" && view.type !== "Grid") {
    return `<div class="search">${back}<b class="grow">${escapeHtml(view.title)}</b></div>`;
  }
  const query = view.searchText
    ? escapeHtml(view.searchText)
    : `<span class="dim">${escapeHtml(view.placeholder || "Search…")}</span>`;
  const { dropdown } = view;
  const title = dropdown?.options.find(({ value }) => value === dropdown.value)?.title ?? "";
  const picker = dropdown ? `<span class="picker">${escapeHtml(title)} ▾</span>` : "";
  return `<div class="search">${back}<span class="grow">${query}</span>${picker}</div>`;
}

function body(view: View): string {
  if (view.type === "Form") return `<div class="form">${formRows(view)}</div>`;
  if (view.type === "Detail") return detail(view, "whole");
  if (view.emptyView) {
    const { icon, title, description } = view.emptyView;
    const about = `<b>${escapeHtml(title)}</b><p class="dim">${escapeHtml(description)}</p>`;
    return `<div class="empty">${iconHtml(icon, "raycast-secondary-text")}${about}</div>`;
  }
  const rows = view.sections.map(({ title, subtitle, items }) => {
    const head = title ? `<div class="section">${escapeHtml(title)} <span>${escapeHtml(subtitle)}</span></div>` : "";
    return head + items.map((item) => itemRow(item, item.id === view.selected?.id)).join("");
  });
  return `<div class="rows">${rows.join("")}</div>${view.detail ? detail(view, "") : ""}`;
}

function itemRow(item: ListItem, on: boolean): string {
  const accessories = item.accessories.map(accessory).join("");
  const tip = escapeHtml(item.subtitleTooltip ?? item.titleTooltip ?? "");
  const texts = `<span class="title">${escapeHtml(item.title)}</span><span class="sub dim">${escapeHtml(item.subtitle)}</span>`;
  const row = `${iconHtml(item.icon, item.iconTint)}${texts}<span class="acc">${accessories}</span>`;
  return `<div class="row${on ? " on" : ""}" title="${tip}">${row}</div>`;
}

function accessory({ kind, text: shown, color, icon, iconTint, tooltip }: Accessory): string {
  const picture = icon ? iconHtml(icon, iconTint ?? color) : "";
  const label = kind === "date" ? howLongAgo(shown) : shown;
  const style = color ? ` style="color:${cssColor(color)}"` : "";
  const words = label ? `<span class="${kind === "tag" ? "tag" : ""}"${style}>${escapeHtml(label)}</span>` : "";
  return `<span title="${escapeHtml(tooltip ?? "")}">${picture}${words}</span>`;
}

function detail(view: View, look: string): string {
  const rows = view.metadata.map(({ kind, title, text: value }) =>
    kind === "Separator" ? "<hr>" : `<dt>${escapeHtml(title)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  const metadata = rows.length ? `<dl class="meta">${rows.join("")}</dl>` : "";
  const inside = look === "" ? metadata : "";
  const beside = look === "" ? "" : metadata;
  return `<div class="detail ${look}">${markdownToHtml(view.markdown)}${inside}</div>${beside}`;
}

function formRows(view: View): string {
  const fields = new Map(view.form.fields.map((field) => [field.node, field]));
  return view.form.node.children
    .map((node) => {
      const field = fields.get(node);
      if (field) return fieldRow(field);
      if (node.type === "Form.Separator") return "<hr>";
      return `<label>${escapeHtml(text(node.props["title"]))}</label><div class="dim text">${escapeHtml(text(node.props["text"]))}</div>`;
    })
    .join("");
}

function fieldRow(field: FormField): string {
  const error = field.error ? `<div class="error">${escapeHtml(field.error)}</div>` : "";
  if (field.kind === "Checkbox") {
    return `<label>${escapeHtml(field.title)}</label><div class="check">${fieldValue(field)}${error}</div>`;
  }
  const look = `field${field.error ? " bad" : ""}${field.kind === "TextArea" ? " area" : ""}`;
  return `<label>${escapeHtml(field.title)}</label><div><div class="${look}">${fieldValue(field)}</div>${error}</div>`;
}

function fieldValue({ kind, value, options, placeholder, label }: FormField): string {
  const title = (one: unknown) => options.find((option) => option.value === one)?.title ?? String(one);
  if (kind === "Dropdown") return escapeHtml(title(value));
  if (kind === "Checkbox") return `${value ? "☑" : "☐"} ${escapeHtml(label)}`;
  if (kind === "PasswordField") return "•".repeat(String(value).length);
  if (value instanceof Date) return escapeHtml(value.toLocaleString());
  if (Array.isArray(value) && value.length) {
    return value.map((one) => `<span class="tag">${escapeHtml(title(one))}</span>`).join(" ");
  }
  if (value === "" || value === null || Array.isArray(value))
    return `<span class="dim">${escapeHtml(placeholder)}</span>`;
  return escapeHtml(title(value));
}

/** The question that is open, over the window. */
function alert(view: View): string {
  const open = view.alerts.find(({ answer }) => answer === null);
  if (!open) return "";
  const { primaryAction, dismissAction } = open.options;
  const red = primaryAction.style === "destructive" ? "red" : "";
  const buttons = `<span>${escapeHtml(dismissAction.title)}</span><span class="${red}">${escapeHtml(primaryAction.title)}</span>`;
  const words = `<b>${escapeHtml(open.title)}</b><p>${escapeHtml(open.message)}</p>`;
  return `<div class="veil"><div class="alert">${words}<div class="buttons">${buttons}</div></div></div>`;
}

function foot(view: View): string {
  const toast = view.toasts.find(({ visible }) => visible);
  const colors = { SUCCESS: "raycast-green", FAILURE: "raycast-red", ANIMATED: "raycast-blue" } as const;
  const shown = toast
    ? `<span class="toast">${iconHtml("dot-16", colors[toast.style])}${escapeHtml(toast.title)} <span class="dim">${escapeHtml(toast.message ?? "")}</span></span>`
    : `<span class="dim">${escapeHtml(view.title)}</span>`;
  const first = view.actions()[0];
  const primary = first && `${escapeHtml(first.title)} <kbd>${first.key}</kbd>`;
  const more = first ? `${primary}<span class="dim">│ Actions</span><kbd>⌘K</kbd>` : "";
  return `<div class="foot">${shown}<span class="grow"></span>${more}</div>`;
}

function panel(actions: ActionEntry[]): string {
  if (actions.length === 0) return "";
  const rows = actions.map((action, index) => {
    const before = actions[index - 1];
    const line = before && before.sectionIndex !== action.sectionIndex ? "<hr>" : "";
    const head = action.section && before?.sectionIndex !== action.sectionIndex ? action.section : "";
    const section = head ? `<div class="section">${escapeHtml(head)}</div>` : "";
    const keys = action.key ?? action.shortcut;
    const red = action.style === "destructive";
    const icon = iconHtml(action.icon, red ? "raycast-red" : action.iconTint);
    const title = `<span class="${red ? "red" : ""}">${escapeHtml([...action.submenu, action.title].join(" › "))}</span>`;
    return `${line}${section}<div class="row${index === 0 ? " on" : ""}">${icon}${title}${keys ? `<kbd>${escapeHtml(keys)}</kbd>` : ""}</div>`;
  });
  return `<div class="panel">${rows.join("")}</div>`;
}

/** A date as Raycast writes it beside a row: how long ago, in its largest unit. */
function howLongAgo(date: string): string {
  const minutes = Math.floor((Date.now() - Date.parse(date)) / 60_000);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes}m`;
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / (24 * 60))}d`;
}
