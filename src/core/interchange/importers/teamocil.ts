import * as z from "zod/mini";
import { dataImporter, type Importer } from "./importer.ts";
import { readYaml } from "./read-data.ts";
import { joined, windowDrafts } from "./multiplexer-windows.ts";

const Pane = z.union([
  z.string(),
  z.null(),
  z.looseObject({ name: z.optional(z.string()), commands: z._default(z.array(z.nullable(z.string())), []) }),
]);
const Shape = z.object({
  windows: z.array(
    z.looseObject({
      name: z._default(z.string(), "window"),
      root: z.nullish(z.string()),
      layout: z.nullish(z.string()),
      panes: z._default(z.array(Pane), [null]),
    }),
  ),
});

/** teamocil's windows and panes. */
export const teamocil = dataImporter({
  name: "teamocil",
  files: [".teamocil.yml", "teamocil.yml"],
  read: readYaml,
  shape: Shape,
  drafts: ({ windows }) =>
    windowDrafts(
      windows.map((window) => ({
        name: window.name,
        folder: window.root ?? null,
        layout: window.layout ?? null,
        panes: window.panes.map((pane) =>
          pane !== null && typeof pane === "object"
            ? { name: pane.name, command: joined(pane.commands) }
            : { command: joined([pane]) },
        ),
      })),
    ),
});

/** itermocil reads the same files. */
export const itermocil: Importer = {
  ...teamocil,
  name: "itermocil",
  files: ["iTermocil.yml", ".itermocil.yml", "itermocil.yml"],
};
