import { type OutputParser, OutputPatternType } from "../../model/parser.ts";

/** A parser that comes with the product, from its patterns by what a match of them tells. All their groups are kept. */
export function builtIn(name: string, regexes: Partial<Record<OutputPatternType, readonly RegExp[]>>): OutputParser {
  const patterns = OutputPatternType.options.flatMap((event_type) =>
    (regexes[event_type] ?? []).map(({ source }) => ({ regex: source, event_type, extract_groups: [] })),
  );
  return { name, patterns };
}

/** The pattern with a URL after it, as the group `url`. */
export function thenUrl({ source }: RegExp): RegExp {
  return new RegExp(`${source}(?<url>https?:\\/\\/[^\\s"'<>,)]+)`, "u");
}
