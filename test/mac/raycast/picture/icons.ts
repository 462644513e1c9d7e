import { escapeHtml } from "./markdown.ts";

/** Icons drawn plainly: a stroke for those that tell a state or a verb, else the first letters of the name. */

/** SVG content in a 16×16 box, drawn with `currentColor`; the longest name that the icon's name starts with wins. */
const strokes: Record<string, string> = {
  "app-window-grid-2x2": '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M8 3v10M2 8h12"/>',
  "app-window-grid-3x3":
    '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M6 3v10M10 3v10M2 6.300h12M2 9.700h12"/>',
  "app-window-list": '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M5 6.500h6M5 9.500h6"/>',
  "app-window-sidebar-left": '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M6 3v10"/>',
  "app-window-sidebar-right": '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M10 3v10"/>',
  checkmark: '<path d="M3 8.5 6.5 12 13 4.5"/>',
  "circle-progress-50": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="17.3"/>',
  "code-block": '<rect x="2" y="2.5" width="12" height="11" rx="2"/><path d="M6.5 6 4.5 8l2 2M9.5 6l2 2-2 2"/>',
  "pin-disabled": '<path d="M6 2h4l-.5 4L12 9H4l2.5-3zM8 9v5M2 2l12 12"/>',
  "play-filled": '<path d="M5 3l8 5-8 5z" fill="currentColor"/>',
  "stop-filled": '<rect x="4" y="4" width="8" height="8" rx="1.5" fill="currentColor"/>',
  forward: '<path d="m3 3 5 5-5 5zM8 3l5 5-5 5z"/>',
  "minus-circle": '<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>',
  "blank-document": '<path d="M4 2h5l3 3v9H4zM9 2v3h3"/>',
  undo: '<path d="M5 3 2 6l3 3M2 6h7a4 4 0 0 1 0 8H6"/>',
  eraser: '<path d="m2.5 9.5 6-6 5 5-5 5h-3zM5.5 6.5l5 5"/>',
  "bar-chart": '<path d="M3 13V9M8 13V3M13 13V6"/>',
  pause: '<path d="M5.5 3v10M10.5 3v10"/>',
  bug: '<ellipse cx="8" cy="9" rx="3" ry="4"/><path d="M8 5v8M2.5 6 5 7.5M13.5 6 11 7.5M2 10h3M11 10h3M6 3l1 2M10 3 9 5"/>',
  envelope: '<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="m2.5 4.5 5.5 4 5.5-4"/>',
  text: '<path d="M3 4h10M3 8h10M3 12h6"/>',
  "speech-bubble": '<path d="M2 3h12v8H7l-3 3v-3H2z"/>',
  reply: '<path d="M6 4 2 8l4 4M2 8h7a4 4 0 0 1 4 4v1"/>',
  upload: '<path d="M8 10V2M5 5l3-3 3 3M3 13h10"/>',
  bookmark: '<path d="M4.5 2h7v12L8 11l-3.5 3z"/>',
  "rotate-anti-clockwise": '<path d="M3 8a5 5 0 1 0 1.5-3.5M3 2v3h3"/><circle cx="8" cy="8" r="1"/>',
  "rotate-clockwise": '<path d="M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3"/><circle cx="8" cy="8" r="1"/>',
  "app-window": '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M2 6h12"/>',
  "arrow-clockwise": '<path d="M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3"/>',
  "arrow-counter-clockwise": '<path d="M3 8a5 5 0 1 0 1.5-3.5M3 2v3h3"/>',
  "arrow-down": '<path d="M8 3v10M4 9l4 4 4-4"/>',
  "arrow-right": '<path d="M3 8h10M9 4l4 4-4 4"/>',
  "arrow-up": '<path d="M8 13V3M4 7l4-4 4 4"/>',
  bell: '<path d="M4 11V7a4 4 0 0 1 8 0v4l1 1H3zM7 14h2"/>',
  bolt: '<path d="M9 2 4 9h4l-1 5 5-7H8z"/>',
  check: '<path d="M3 8.5 6.5 12 13 4.5"/>',
  "check-circle": '<circle cx="8" cy="8" r="6"/><path d="M5.5 8.2 7.3 10l3.4-4"/>',
  "chevron-right": '<path d="M6 3l5 5-5 5"/>',
  circle: '<circle cx="8" cy="8" r="5.5"/>',
  "circle-filled": '<circle cx="8" cy="8" r="5" fill="currentColor"/>',
  "circle-progress": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="24 11"/>',
  clock: '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
  code: '<path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5"/>',
  cog: '<circle cx="8" cy="8" r="2.2"/><path d="M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4"/>',
  "copy-clipboard":
    '<rect x="5" y="5" width="8" height="9" rx="1.5"/><path d="M10.5 5V3A1 1 0 0 0 9.5 2H4A1 1 0 0 0 3 3v7a1 1 0 0 0 1 1h1"/>',
  document: '<path d="M4 2h5l3 3v9H4zM9 2v3h3"/>',
  dot: '<circle cx="8" cy="8" r="3" fill="currentColor"/>',
  download: '<path d="M8 2v8M5 7l3 3 3-3M3 13h10"/>',
  exclamationmark: '<path d="M8 3v6M8 12v.5"/>',
  "exclamationmark-3": '<path d="M4 3v6M4 12v.5M8 3v6M8 12v.5M12 3v6M12 12v.5"/>',
  eye: '<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="2"/>',
  finder: '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="M8 3v10M5 6v1M11 6v1M5 10c2 1.3 4 1.3 6 0"/>',
  folder: '<path d="M2 4h4l1.5 2H14v7H2z"/>',
  "info-01": '<circle cx="8" cy="8" r="6"/><path d="M8 7v4M8 5v.3"/>',
  link: '<path d="M7 9a3 3 0 0 0 4 0l2-2a3 3 0 0 0-4-4L8 4M9 7a3 3 0 0 0-4 0L3 9a3 3 0 0 0 4 4l1-1"/>',
  "magnifying-glass": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
  minus: '<path d="M3 8h10"/>',
  pencil: '<path d="M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z"/>',
  pin: '<path d="M6 2h4l-.5 4L12 9H4l2.5-3zM8 9v5"/>',
  play: '<path d="M5 3l8 5-8 5z"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  power: '<path d="M8 2v6M4.5 4.5a5 5 0 1 0 7 0"/>',
  "question-mark": '<circle cx="8" cy="8" r="6"/><path d="M6 6.5a2 2 0 1 1 2 2V9.5M8 11.5v.3"/>',
  stop: '<rect x="4" y="4" width="8" height="8" rx="1.5"/>',
  terminal: '<rect x="2" y="3" width="12" height="10" rx="2"/><path d="m4.5 6 2 2-2 2M8.5 10.5h3"/>',
  trash: '<path d="M3 4h10M6 4V2.5h4V4M4.5 4l.5 9.5h6l.5-9.5"/>',
  warning: '<path d="M8 2.5 14.5 13.5H1.5zM8 6.5v3.5M8 11.800v.3"/>',
  "x-mark": '<path d="M4 4l8 8M12 4l-8 8"/>',
  "x-mark-circle": '<circle cx="8" cy="8" r="6"/><path d="M6 6l4 4M10 6l-4 4"/>',
};

/** CSS color of a Raycast color (the page has its value) or of a raw one (word characters, `#`, parentheses only). */
export function cssColor(color: string | null): string {
  if (color === null) return "inherit";
  if (color.startsWith("raycast-")) return `var(--${color.replace(/[^\w-]/g, "")})`;
  return /^[\w#(),.% ]+$/.test(color) ? color : "inherit";
}

export function iconHtml(source: string | null, tint: string | null): string {
  if (!source) return '<span class="icon"></span>';
  const style = ` style="color:${cssColor(tint)}"`;
  if (/^(data:image|https?:)/.test(source)) return `<img class="icon" src="${escapeHtml(source)}" alt="">`;
  if (/^[^/:]+\.(png|svg|jpe?g)$/.test(source)) return assetHtml(source, tint);
  if (source.length <= 4) return `<span class="icon">${escapeHtml(source)}</span>`;
  const name = source.replace(/-16$/, "");
  const known = Object.keys(strokes).filter((key) => name === key || name.startsWith(`${key}-`));
  const best = known.toSorted((a, b) => b.length - a.length)[0];
  const content = best
    ? `<g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round">${strokes[best]}</g>`
    : `<text x="8" y="11.5" font-size="9" text-anchor="middle" fill="currentColor">${escapeHtml(name.slice(0, 2))}</text>`;
  return `<svg class="icon" viewBox="0 0 16 16"${style}>${content}</svg>`;
}

/** A file of the extension's assets, which the page embeds; with a tint only its shape counts. */
function assetHtml(file: string, tint: string | null): string {
  const picture = `url(asset:${encodeURIComponent(file)})`;
  const look = tint
    ? `background:${cssColor(tint)};mask:${picture} center/contain no-repeat`
    : `background:${picture} center/contain no-repeat`;
  return `<span class="icon" style="${look}"></span>`;
}
