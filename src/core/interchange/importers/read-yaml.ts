import { parse } from "yaml";

/** YAML or JSON as data; undefined if it is neither. Aliases are bounded, so that a small file cannot become a large one. */
export function readYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: "silent", uniqueKeys: false });
  } catch {
    return undefined;
  }
}
