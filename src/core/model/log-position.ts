import * as z from "zod/mini";

/** How far the log of a pane has been read, and what the next reading has to know of what came before. */
export const LogPosition = z.object({
  /** GUID of the pane that the log is of. */
  id: z.string(),
  /** Bytes read from the start of the file. */
  offset: z.number(),
  /** Whether its lines were used, or the screen's, because iTerm2 had given it up. */
  used: z.boolean(),
  /** Bytes that were there and have not been read yet. */
  left: z.number(),
  /** The last line as it stands, not ended yet. */
  line: z.string(),
  /** What was told of that line already. */
  told: z.string(),
  /** How many line feeds the cursor is above the lowest line that was written. */
  above: z.number(),
  /** Hashes of the last lines that were told, so that a line that is drawn again is told once. */
  recent: z.array(z.number()),
});
export type LogPosition = z.infer<typeof LogPosition>;
