import * as z from "zod/mini";
import { filledText } from "./fields.ts";

export const OutputPatternType = z.enum(["error", "warning", "success", "progress"]);
export type OutputPatternType = z.infer<typeof OutputPatternType>;

/** One regular expression (JavaScript syntax), tried on each new line of output. `extract_groups` are its named groups to keep. */
export const OutputPattern = z.looseObject({
  regex: filledText,
  event_type: OutputPatternType,
  extract_groups: z._default(z.array(z.string()), []),
});
export type OutputPattern = z.infer<typeof OutputPattern>;

export const OutputParser = z.looseObject({
  name: filledText,
  patterns: z.array(OutputPattern).check(z.minLength(1)),
});
export type OutputParser = z.infer<typeof OutputParser>;
