const TOKEN = /<(\/?)(dict|array|key|string|integer|real|true|false|data|date)\s*(\/?)>([^<]*)/g;
const ENTITY = /&(?:lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi;
const NAMED: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

function textOf(xml: string): string {
  return xml.replace(ENTITY, (entity, decimal?: string, hex?: string) =>
    decimal || hex
      ? String.fromCodePoint(Number.parseInt(decimal ?? hex ?? "", decimal ? 10 : 16))
      : (NAMED[entity] ?? ""),
  );
}

type Container = { list: unknown[] } | { entries: Record<string, unknown>; key: string };

/** The value in a property list as XML; data and dates as their text. Undefined: there is none. */
export function parsePropertyList(xml: string): unknown {
  let root: unknown;
  const open: Container[] = [];
  const add = (value: unknown) => {
    const parent = open.at(-1);
    if (parent === undefined) root = value;
    else if ("list" in parent) parent.list.push(value);
    else parent.entries[parent.key] = value;
  };
  for (const [, closing, tag, empty, text = ""] of xml.matchAll(TOKEN)) {
    const parent = open.at(-1);
    if (tag === "dict" || tag === "array") {
      if (closing) {
        open.pop();
        continue;
      }
      const container: Container = tag === "array" ? { list: [] } : { entries: Object.create(null), key: "" };
      add("list" in container ? container.list : container.entries);
      if (!empty) open.push(container);
    } else if (closing) continue;
    else if (tag === "key") {
      if (parent && "entries" in parent) parent.key = textOf(text);
    } else if (tag === "true" || tag === "false") add(tag === "true");
    else add(tag === "integer" || tag === "real" ? Number(text) : empty ? "" : textOf(text));
  }
  return root;
}
