import * as z from "zod";

export const OutputPatternType = z.enum(["error", "warning", "success", "progress"]);
export type OutputPatternType = z.infer<typeof OutputPatternType>;

/** One regular expression (JavaScript syntax), tried on each new line of output. `extract_groups` are its named groups to keep. */
export const OutputPattern = z.looseObject({
  regex: z.string().min(1),
  event_type: OutputPatternType,
  extract_groups: z.array(z.string()).default([]),
});
export type OutputPattern = z.infer<typeof OutputPattern>;

export const OutputParser = z.looseObject({
  name: z.string().min(1),
  patterns: z.array(OutputPattern).min(1),
});
export type OutputParser = z.infer<typeof OutputParser>;
