import { image } from "../view/nodes.ts";
import type { MenuEntry } from "../view/menu.ts";
import { iconHtml } from "./icons.ts";
import { escapeHtml } from "./markdown.ts";
import { page } from "./page.ts";
import type { PicturedMenu } from "./text.ts";

/** The menu bar item with its menu open; submenus are shown indented under their title. */
export function menuToHtml(menu: PicturedMenu): string {
  if (!menu.visible)
    return page('<div class="menubar"><div class="strip dim">not in the menu bar</div></div>', menu.setting);
  const icon = image(menu.icon);
  const strip = `${iconHtml(icon?.source ?? null, icon?.tint ?? null)}<span>${escapeHtml(menu.title)}</span>`;
  const rows = menu.items.map(row).join("");
  const shown = `<div class="menubar"><div class="strip">${strip}</div><div class="menu">${rows}</div></div>`;
  return page(shown, menu.setting);
}

function row(entry: MenuEntry, index: number): string {
  const line = index > 0 ? "<hr>" : "";
  if (entry.kind === "separator") return line;
  if (entry.kind === "section") return `${line}<div class="section">${escapeHtml(entry.title)}</div>`;
  const indent = `style="margin-left:${entry.path.length * 18}px"`;
  const off = entry.enabled ? "" : " off";
  const subtitle = entry.subtitle ? ` <span class="dim">${escapeHtml(entry.subtitle)}</span>` : "";
  const end = entry.kind === "submenu" ? "▸" : escapeHtml(entry.shortcut ?? "");
  const title = `<span>${escapeHtml(entry.title)}${subtitle}</span>`;
  return `<div class="row${off}" ${indent}>${iconHtml(entry.icon, entry.iconTint)}${title}<span class="acc">${end}</span></div>`;
}
