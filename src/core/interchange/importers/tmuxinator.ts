import * as z from "zod/mini";
import { dataImporter } from "./importer.ts";
import { readYaml } from "./read-data.ts";
import { joined, windowDrafts, type Window } from "./multiplexer-windows.ts";

const Commands = z.union([z.string(), z.array(z.nullable(z.string())), z.null()]);
const Pane = z.union([Commands, z.record(z.string(), Commands)]);
const Detail = z.looseObject({
  root: z.nullish(z.string()),
  layout: z.nullish(z.string()),
  pre: z.optional(Commands),
  panes: z.optional(z.array(Pane)),
});
const Shape = z.object({
  pre_window: z.optional(Commands),
  windows: z.array(z.union([z.string(), z.record(z.string(), z.union([Commands, Detail]))])),
});

/** tmuxinator's windows and panes. */
export const tmuxinator = dataImporter({
  name: "tmuxinator",
  files: [".tmuxinator.yml", ".tmuxinator.yaml"],
  read: readYaml,
  shape: Shape,
  drafts({ pre_window, windows }) {
    const before = list(pre_window);
    return windowDrafts(
      windows.map((entry): Window => {
        const [name, body] = typeof entry === "string" ? [entry, null] : (Object.entries(entry)[0] ?? ["window", null]);
        if (body === null || typeof body === "string" || Array.isArray(body)) {
          return { name, folder: null, layout: null, panes: [{ command: joined([...before, ...list(body)]) }] };
        }
        const first = [...before, ...list(body.pre)];
        const panes = (body.panes ?? [null]).map((pane) => paneOf(pane, first));
        return { name, folder: body.root ?? null, layout: body.layout ?? null, panes };
      }),
    );
  },
});

function paneOf(pane: z.infer<typeof Pane>, first: (string | null)[]): Window["panes"][number] {
  if (pane === null || typeof pane === "string" || Array.isArray(pane)) {
    return { command: joined([...first, ...list(pane)]) };
  }
  const [name, commands] = Object.entries(pane)[0] ?? ["pane", null];
  return { name, command: joined([...first, ...list(commands)]) };
}

function list(commands: z.infer<typeof Commands> | undefined): (string | null)[] {
  return Array.isArray(commands) ? commands : [commands ?? null];
}
