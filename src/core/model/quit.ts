import * as z from "zod/mini";

export const QuitAction = z.enum(["cancel", "close_all", "close_managed", "keep_all"]);
export type QuitAction = z.infer<typeof QuitAction>;
