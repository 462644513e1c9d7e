import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Appearance } from "../view/appearance.ts";

/** What a page needs to know beside the view. */
export interface Setting {
  appearance: Appearance;
  assetsPath: string;
}

/** The frame and the looks that all pictures share: a self-contained page close to Raycast in that appearance. */
export function page(body: string, { appearance, assetsPath }: Setting): string {
  const colors = Object.entries(palettes[appearance]).map(([name, value]) => `--${name}:${value};`);
  const head = `<meta charset="utf-8"><style>:root{${colors.join("")}}${style}</style>`;
  const embedded = body.replace(/url\(asset:([\w.%@-]+)\)/g, (_all, file: string) => {
    return `url(${embed(assetsPath, basename(decodeURIComponent(file)), appearance)})`;
  });
  return `<!doctype html><html><head>${head}</head><body>${embedded}</body></html>`;
}

/** `name@dark.png` stands in for `name.png` in dark appearance, if it is there. A missing file is an empty picture. */
function embed(folder: string, file: string, appearance: Appearance): string {
  const named = appearance === "dark" ? [file.replace(/(\.\w+)$/, "@dark$1"), file] : [file];
  const found = named.map((name) => join(folder, name)).find((path) => existsSync(path));
  const kind = file.endsWith(".svg") ? "svg+xml" : file.replace(/^.*\./, "").replace("jpg", "jpeg");
  return found ? `data:image/${kind};base64,${readFileSync(found).toString("base64")}` : "data:,";
}

/** Raycast's own themes as far as they are published; orange, purple and the surfaces are close to them. */
const palettes: Record<Appearance, Record<string, string>> = {
  dark: {
    "raycast-blue": "#56b3fa",
    "raycast-green": "#59d499",
    "raycast-magenta": "#cf2f98",
    "raycast-orange": "#ff9b5c",
    "raycast-purple": "#bd88ff",
    "raycast-red": "#ff6363",
    "raycast-yellow": "#ffc531",
    "raycast-primary-text": "#f2f2f3",
    "raycast-secondary-text": "#9c9c9d",
    wallpaper: "linear-gradient(135deg, #3b2f63, #16324f)",
    window: "#1b1b1df2",
    panel: "#232325f5",
    line: "#ffffff24",
    fill: "#ffffff14",
    faint: "#ffffff0a",
    shadow: "#0009",
    code: "#0006",
    strip: "#00000073",
  },
  light: {
    "raycast-blue": "#138af2",
    "raycast-green": "#006b4f",
    "raycast-magenta": "#9a1b6e",
    "raycast-orange": "#c2560a",
    "raycast-purple": "#6f3bc4",
    "raycast-red": "#b12424",
    "raycast-yellow": "#f8a300",
    "raycast-primary-text": "#1b1b1d",
    "raycast-secondary-text": "#6d6d70",
    wallpaper: "linear-gradient(135deg, #c9d6f2, #f0d9e6)",
    window: "#fdfdfef7",
    panel: "#f7f7f9fa",
    line: "#0000001f",
    fill: "#0000000f",
    faint: "#00000008",
    shadow: "#0003",
    code: "#0000000d",
    strip: "#ffffffa6",
  },
};

const style = `
* { box-sizing: border-box }
body { margin: 0; padding: 48px; min-height: 100vh; background: var(--wallpaper); display: flex; gap: 24px;
  align-items: flex-start; justify-content: center; font: 13px/1.45 Inter, -apple-system, "Segoe UI", sans-serif; color: var(--raycast-primary-text) }
.window { width: 750px; height: 475px; background: var(--window); border: 1px solid var(--line); border-radius: 12px;
  box-shadow: 0 24px 60px var(--shadow); display: flex; flex-direction: column; overflow: hidden; position: relative }
.search { height: 54px; padding: 0 16px; display: flex; align-items: center; gap: 10px; border-bottom: 1px solid var(--line);
  font-size: 15px; flex: none }
.search .grow { flex: 1 } .search .picker { font-size: 12px; background: var(--fill); border-radius: 6px; padding: 4px 10px }
.bar { height: 2px; flex: none; background: linear-gradient(90deg, transparent, var(--raycast-red), transparent) }
.dim { color: var(--raycast-secondary-text) } .main { flex: 1; display: flex; min-height: 0 } .rows { flex: 1; overflow: hidden; padding: 6px 8px }
.section { padding: 8px 8px 4px; font-size: 11px; font-weight: 600; color: var(--raycast-secondary-text) }
.row { height: 38px; padding: 0 8px; border-radius: 8px; display: flex; align-items: center; gap: 10px; white-space: nowrap }
.row.on { background: var(--fill) } .row .title { font-weight: 500; overflow: hidden; text-overflow: ellipsis } .row .sub { overflow: hidden; text-overflow: ellipsis; flex-shrink: 4 }
.row .acc { margin-left: auto; flex: none; max-width: 50%; overflow: hidden; display: flex; gap: 12px; align-items: center; color: var(--raycast-secondary-text); font-size: 12px }
.acc span { display: flex; align-items: center; gap: 4px } .tag { background: var(--line); border-radius: 5px; padding: 1px 7px }
.icon { width: 16px; height: 16px; flex: none; display: inline-block; text-align: center; line-height: 16px; font-size: 13px }
.detail { flex: 1.4; overflow: hidden; padding: 14px 20px; border-left: 1px solid var(--line) } .detail.whole { border: 0; flex: 1 }
.detail h1 { font-size: 22px; margin: 4px 0 10px } .detail h2 { font-size: 17px; margin: 12px 0 6px } .detail img { max-width: 100% }
.detail pre { background: var(--code); border-radius: 8px; padding: 10px 12px; font: 11.5px/1.5 "JetBrains Mono", Menlo, monospace; overflow: hidden }
.detail code { background: var(--line); border-radius: 4px; padding: 0 4px; font-family: Menlo, monospace; font-size: 12px }
.detail a { color: var(--raycast-blue) } .detail table { border-collapse: collapse } .detail td, .detail th { border: 1px solid var(--line); padding: 3px 9px }
.meta { width: 250px; flex: none; padding: 14px 18px; border-left: 1px solid var(--line); overflow: hidden }
.meta dt { color: var(--raycast-secondary-text); font-size: 11px } .meta dd { margin: 0 0 9px }
.empty { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; text-align: center }
.empty .icon { width: 48px; height: 48px; line-height: 48px; font-size: 40px } .empty b { font-size: 16px } .empty p { margin: 0; max-width: 420px }
.form { flex: 1; padding: 18px 40px; overflow: hidden; display: grid; grid-template-columns: 150px 1fr; gap: 10px 14px; align-content: start }
.form label { text-align: right; color: var(--raycast-secondary-text); padding-top: 6px } .form .field { background: var(--fill); border: 1px solid var(--line);
  border-radius: 8px; padding: 5px 10px; min-height: 32px; white-space: pre-wrap } .form .bad { border-color: var(--raycast-red) } .form .error { color: var(--raycast-red); font-size: 11px }
.form hr { grid-column: 1/-1; width: 100%; border: 0; border-top: 1px solid var(--line) } .form .area { min-height: 70px } .form .text { white-space: pre-line } .form .check { padding: 6px 0 }
.foot { height: 40px; flex: none; padding: 0 12px; background: var(--faint); border-top: 1px solid var(--line); display: flex; align-items: center; gap: 8px; font-size: 12px }
.foot .grow { flex: 1 } kbd { background: var(--line); border-radius: 4px; padding: 1px 6px; font: 11px Inter, sans-serif; letter-spacing: 1px }
.panel { width: 320px; background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 6px; box-shadow: 0 24px 60px var(--shadow) }
.panel .row { height: 34px } .panel .row kbd { margin-left: auto } .panel hr { border: 0; border-top: 1px solid var(--line); margin: 5px 0 }
.red { color: var(--raycast-red) } .toast { font-weight: 500; overflow: hidden; text-overflow: ellipsis } .toast .icon { vertical-align: middle } .foot { white-space: nowrap }
.veil { position: absolute; inset: 0; background: var(--shadow); display: flex; align-items: center; justify-content: center }
.alert { width: 340px; background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 20px; text-align: center; white-space: pre-line }
.alert p { margin: 8px 0 16px; font-size: 12px } .alert .buttons { display: flex; gap: 8px } .alert .buttons span { flex: 1; padding: 6px; border-radius: 8px; background: var(--fill); font-weight: 500 }
.menubar { width: 420px } .menubar .strip { background: var(--strip); border-radius: 8px; padding: 5px 12px; display: inline-flex; gap: 7px; align-items: center }
.menubar .menu { margin-top: 6px; width: 340px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 5px; box-shadow: 0 16px 40px var(--shadow) }
.menu .row { height: 24px; border-radius: 5px } .menu .row > span:first-of-type { overflow: hidden; text-overflow: ellipsis } .menu .off { color: var(--raycast-secondary-text) } .menu .section { padding: 3px 8px } .menu hr { border: 0; border-top: 1px solid var(--line); margin: 5px 8px }
`.replace(/\n\s*/g, "");
