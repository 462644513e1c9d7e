import * as z from "zod";
import type { Parser } from "./draft.ts";
import { readYaml } from "./read-yaml.ts";
import { joined, windowDrafts } from "./multiplexer-windows.ts";

const Pane = z.union([
  z.string(),
  z.null(),
  z.looseObject({ name: z.string().optional(), commands: z.array(z.string().nullable()).default([]) }),
]);
const Shape = z.object({
  windows: z.array(
    z.looseObject({
      name: z.string().default("window"),
      root: z.string().nullish(),
      layout: z.string().nullish(),
      panes: z.array(Pane).default([null]),
    }),
  ),
});

/** teamocil's windows and panes; itermocil reads the same files. */
export const teamocil: Parser = (text) => {
  const parsed = Shape.safeParse(readYaml(text));
  if (!parsed.success) return [];
  return windowDrafts(
    parsed.data.windows.map((window) => ({
      name: window.name,
      folder: window.root ?? null,
      layout: window.layout ?? null,
      panes: window.panes.map((pane) =>
        pane !== null && typeof pane === "object"
          ? { name: pane.name, command: joined(pane.commands) }
          : { command: joined([pane]) },
      ),
    })),
  );
};
