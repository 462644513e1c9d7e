import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NAMED: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
const escaped = (text: string) => text.replaceAll(/[<>&]/g, (character) => NAMED[character] ?? character);

function xmlOf(value: unknown): string {
  if (typeof value === "boolean") return `<${value}/>`;
  if (typeof value === "number")
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
  if (typeof value === "string") return `<string>${escaped(value)}</string>`;
  if (Array.isArray(value)) return `<array>\n${value.map(xmlOf).join("\n")}\n</array>`;
  const entries = Object.entries(value as object).map(([key, each]) => `<key>${escaped(key)}</key>\n${xmlOf(each)}`);
  return `<dict>\n${entries.join("\n")}\n</dict>`;
}

/** What the program `defaults` exports of iTerm2; on a Mac the file itself is a binary one. */
export function storePreferences(home: string, preferences: Record<string, unknown>): void {
  const path = join(home, "Library", "Preferences", "com.googlecode.iterm2.plist");
  mkdirSync(dirname(path), { recursive: true });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">';
  writeFileSync(path, `${head}\n${xmlOf(preferences)}\n</plist>\n`);
}
