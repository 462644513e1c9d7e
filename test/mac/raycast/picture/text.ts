import type { MenuEntry } from "../view/menu.ts";
import type { ListItem } from "../view/list.ts";
import type { Setting } from "./page.ts";
import type { View } from "../view/view.ts";

/** Views as readable text, for transcripts and failure messages. */

export function viewToText(view: View): string {
  if (!view.run.tree) return `${view.command.title}: nothing rendered yet`;
  const head = [`── ${view.title}${view.isLoading ? " (loading)" : ""}${view.visible ? "" : " (hidden)"} ──`];
  const search = view.searchText ? [`🔎 ${view.searchText}`] : [];
  const toasts = view.toasts
    .filter(({ visible }) => visible)
    .map(({ style, title, message }) => `[${style.toLowerCase()}] ${title}${message ? `: ${message}` : ""}`);
  return [...head, ...search, ...bodyOf(view), ...actionLines(view), ...toasts].join("\n");
}

function bodyOf(view: View): string[] {
  switch (view.type) {
    case "List":
    case "Grid":
      return [...listLines(view), ...(view.detail ? ["", ...detailLines(view)] : [])];
    case "Detail":
      return detailLines(view);
    case "Form":
      return formLines(view);
    case null:
    default:
      return [view.type ?? "(nothing)"];
  }
}

function listLines(view: View): string[] {
  const { emptyView } = view;
  if (emptyView) return [`(${[emptyView.title, emptyView.description].filter(Boolean).join(": ")})`];
  return view.sections.flatMap(({ title, subtitle, items }) => [
    ...(title ? [`${title}${subtitle ? ` · ${subtitle}` : ""}`] : []),
    ...items.map((item) => `${item.id === view.selected?.id ? "▸" : " "} ${itemLine(item)}`),
  ]);
}

function itemLine(item: ListItem): string {
  const icon = item.icon ? `${iconText(item.icon, item.iconTint)} ` : "";
  const accessories = item.accessories.map(({ text, icon: source, iconTint }) =>
    [source ? iconText(source, iconTint) : "", text].filter(Boolean).join(" "),
  );
  return [`${icon}${item.title}`, item.subtitle, ...accessories.map((one) => `[${one}]`)].filter(Boolean).join("  ");
}

/** "(circle-filled, green)" for `circle-filled-16` tinted `raycast-green`; emoji stay. */
function iconText(source: string, tint: string | null): string {
  if (source.length <= 4) return source;
  const name = source.startsWith("data:") ? "picture" : source.replace(/-16$/, "");
  return `(${[name, tint?.replace("raycast-", "")].filter(Boolean).join(", ")})`;
}

function detailLines(view: View): string[] {
  const rows = view.metadata.map(({ kind, title, text }) => (kind === "Separator" ? "  ─" : `  ${title}: ${text}`));
  return [view.markdown.trimEnd(), ...rows];
}

function formLines(view: View): string[] {
  const descriptions = view.form.descriptions.map(({ title, text }) => `  ${[title, text].filter(Boolean).join(": ")}`);
  const fields = view.form.fields.map((field) => {
    const option = field.options.find(({ value }) => value === field.value);
    const value = option?.title ?? shown(field.value);
    return `  ${field.title || field.label || field.id}: ${value}${field.error ? `  ⚠ ${field.error}` : ""}`;
  });
  return [...descriptions, ...fields];
}

function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? "☑" : "☐";
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

function actionLines(view: View): string[] {
  const actions = view.actions().map(({ title, key, shortcut, style, submenu }) => {
    const keys = key ?? shortcut;
    const name = [...submenu, title].join(" › ");
    return `${name}${keys ? ` ${keys}` : ""}${style === "destructive" ? " (destructive)" : ""}`;
  });
  return actions.length ? [`Actions: ${actions.join(" · ")}`] : [];
}

/** What the menu bar functions look at. */
export interface PicturedMenu {
  readonly setting: Setting;
  readonly visible: boolean;
  readonly title: string;
  readonly icon: unknown;
  readonly tooltip: string;
  readonly items: MenuEntry[];
}

export function menuToText(menu: PicturedMenu): string {
  if (!menu.visible) return "(not in the menu bar)";
  return [`▾ ${menu.title}`, ...menu.items.map(menuLine)].join("\n");
}

function menuLine(entry: MenuEntry): string {
  const indent = "  ".repeat(entry.path.length + (entry.kind === "section" ? 0 : 1));
  if (entry.kind === "separator") return `${indent}─`;
  const icon = entry.icon ? `${iconText(entry.icon, entry.iconTint)} ` : "";
  const more = entry.kind === "submenu" ? " ▸" : "";
  const off = entry.kind === "item" && !entry.enabled ? " (info)" : "";
  const keys = entry.shortcut ? `  ${entry.shortcut}` : "";
  return `${indent}${icon}${entry.title}${entry.subtitle ? ` · ${entry.subtitle}` : ""}${more}${off}${keys}`;
}
