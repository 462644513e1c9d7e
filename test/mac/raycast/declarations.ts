import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The enumerations of Raycast's real declarations by name (`Icon`, `Color`, `Toast.Style`, `ActionStyle`, …): the npm
 * package ships types and no runtime, so the values are read from there and cannot drift from them.
 * An enumeration inside `declare namespace X` is named `X.<enum>`.
 */
export function declaredEnums(): Record<string, Record<string, string>> {
  enums ??= parseEnums(readFileSync(declarationFile(), "utf8"));
  return enums;
}

let enums: Record<string, Record<string, string>> | undefined;

function declarationFile(): string {
  const manifest = createRequire(import.meta.url).resolve("@raycast/api/package.json");
  return join(dirname(manifest), "types", "index.d.ts");
}

function parseEnums(declarations: string): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  const source = declarations.replace(/\/\*[\s\S]*?\*\//g, "");
  for (const scope of namespaces(source)) {
    for (const [, name, body] of scope.text.matchAll(/\benum (\w+) \{([^}]*)\}/g)) {
      const members = [...(body ?? "").matchAll(/["']?([\w.-]+)["']? = "([^"]*)"/g)];
      found[scope.prefix + name] = Object.fromEntries(members.map(([, member, value]) => [member, value]));
    }
  }
  return found;
}

/** Top-level text first, then the text of each top-level namespace. */
function namespaces(source: string): { prefix: string; text: string }[] {
  const block = /^\s*export declare namespace (\w+) \{$([\s\S]*?)^\s?\}$/gm;
  const inside = [...source.matchAll(block)].map(([, name, text]) => ({ prefix: `${name}.`, text: text ?? "" }));
  return [{ prefix: "", text: source.replace(block, "") }, ...inside];
}
