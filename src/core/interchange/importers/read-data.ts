import stripJsonComments from "strip-json-comments";

/** YAML or JSON as data; undefined if it is neither. Aliases are bounded, so that a small file cannot become a large one. */
export async function readYaml(text: string): Promise<unknown> {
  // The parser is a quarter of the bundles that have it; imported here, its code runs only once a YAML file is read.
  const { parse } = await import("yaml");
  try {
    return parse(text, { maxAliasCount: 100, logLevel: "silent", uniqueKeys: false });
  } catch {
    return undefined;
  }
}

const AS_EDITORS_WRITE_IT = { whitespace: true, trailingCommas: true };

/** JSON, with comments and trailing commas or without, as data; undefined if it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(stripJsonComments(text.replace(/^\uFEFF/, ""), AS_EDITORS_WRITE_IT));
  } catch {
    return undefined;
  }
}
