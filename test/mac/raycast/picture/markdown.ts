/** The part of CommonMark that details use, as HTML. Raw HTML is shown as text, except images. */

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function markdownToHtml(markdown: string): string {
  const lines = markdown.replace(/\r/g, "").split("\n");
  const html: string[] = [];
  while (lines.length > 0) html.push(block(lines));
  return html.filter(Boolean).join("\n");
}

/** Takes one block off the front of `lines`. */
function block(lines: string[]): string {
  const line = lines.shift() ?? "";
  if (!line.trim()) return "";
  const fence = /^\s*(```+|~~~+)/.exec(line);
  if (fence) {
    const end = lines.findIndex((one) => one.trim().startsWith(fence[1] as string));
    const code = lines.splice(0, end < 0 ? lines.length : end + 1).slice(0, end < 0 ? undefined : -1);
    return `<pre>${escapeHtml(code.join("\n"))}</pre>`;
  }
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return `<h${heading[1]?.length}>${inline(heading[2] ?? "")}</h${heading[1]?.length}>`;
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return "<hr>";
  if (/^\s*>/.test(line)) return `<blockquote>${markdownToHtml(quoted(line, lines))}</blockquote>`;
  if (isRow(line) && /^[\s|:-]+$/.test(lines[0] ?? "")) return table(line, lines);
  const item = /^\s*([-*+]|\d+[.)])\s+/.exec(line);
  if (item) return list(line, lines, /\d/.test(item[1] ?? "") ? "ol" : "ul");
  const paragraph = [line];
  while (lines[0]?.trim() && !/^\s*(#{1,6}\s|>|```|~~~|[-*+]\s|\d+[.)]\s)/.test(lines[0])) {
    paragraph.push(lines.shift() as string);
  }
  return `<p>${paragraph.map(inline).join("<br>")}</p>`;
}

function quoted(first: string, lines: string[]): string {
  const quote = [first];
  while (/^\s*>/.test(lines[0] ?? "")) quote.push(lines.shift() as string);
  return quote.map((line) => line.replace(/^\s*>\s?/, "")).join("\n");
}

function list(first: string, lines: string[], tag: "ol" | "ul"): string {
  const marker = /^\s*([-*+]|\d+[.)])\s+/;
  const items = [first];
  while (marker.test(lines[0] ?? "")) items.push(lines.shift() as string);
  const rows = items.map((item) => `<li>${inline(item.replace(marker, ""))}</li>`);
  return `<${tag}>${rows.join("")}</${tag}>`;
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

function table(head: string, lines: string[]): string {
  lines.shift();
  const rows: string[] = [];
  while (isRow(lines[0] ?? "")) rows.push(lines.shift() as string);
  const cells = (row: string, tag: string) => {
    const texts = row
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/);
    return `<tr>${texts.map((cell) => `<${tag}>${inline(cell.trim().replaceAll("\\|", "|"))}</${tag}>`).join("")}</tr>`;
  };
  return `<table>${cells(head, "th")}${rows.map((row) => cells(row, "td")).join("")}</table>`;
}

/** Code, images, links, emphasis; what is escaped first stays escaped. */
function inline(value: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `\uE000${kept.push(html) - 1}\uE000`;
  const marked = value
    .replaceAll("\uE000", "")
    .replace(/(?<!\\)(`+)(.+?)\1/g, (_all, _ticks, code: string) => keep(`<code>${escapeHtml(code)}</code>`))
    // What is escaped, any ASCII punctuation, begins neither a picture nor a link.
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, sign: string) => keep(escapeHtml(sign)))
    .replace(/!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, (_all, alt: string, source: string) => keep(picture(source, alt)))
    .replace(/<img\s[^>]*src="([^"]+)"[^>]*>/g, (_all, source: string) => keep(picture(source, "")))
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_all, text: string, target: string) => keep(anchor(text, target)));

  const html = escapeHtml(marked)
    .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)/g, "<em>$1</em>")
    .replace(/~~(.+?)~~/g, "<del>$1</del>");
  const filled = (text: string): string =>
    text.replace(/\uE000(\d+)\uE000/g, (_all, index: string) => filled(kept[Number(index)] ?? ""));
  return filled(html);
}

function picture(source: string, alt: string): string {
  return `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}">`;
}
function anchor(text: string, target: string): string {
  const safe = /^(https?:|mailto:|raycast:|file:)/.test(target) ? target : "#";
  return `<a href="${escapeHtml(safe)}">${escapeHtml(text)}</a>`;
}
