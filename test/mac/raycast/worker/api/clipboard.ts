import type * as Raycast from "@raycast/api";
import { call } from "../port.ts";
import { strict } from "./strict.ts";

type Content = string | number | Raycast.Clipboard.Content;

function contentOf(given: Content): Raycast.Clipboard.ReadContent {
  if (typeof given !== "object") return { text: String(given) };
  if ("file" in given) return { text: "", file: String(given.file) };
  return { text: "", ...given };
}

export async function copy(content: Content, options: Raycast.Clipboard.CopyOptions = {}): Promise<void> {
  await call("clipboard.copy", contentOf(content), options);
}
export async function paste(content: Content): Promise<void> {
  await call("clipboard.paste", contentOf(content));
}

export const Clipboard = strict("Clipboard", {
  copy,
  paste,
  clear: () => call("clipboard.clear"),
  read: (options: { offset?: number } = {}) => call("clipboard.read", options.offset ?? 0),
  readText: async (options: { offset?: number } = {}) =>
    (await call("clipboard.read", options.offset ?? 0)).text || undefined,
});
