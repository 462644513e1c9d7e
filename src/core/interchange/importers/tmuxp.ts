import * as z from "zod/mini";
import { dataImporter } from "./importer.ts";
import { readYaml } from "./read-data.ts";
import { joined, windowDrafts } from "./multiplexer-windows.ts";

const Command = z.union([z.string(), z.looseObject({ cmd: z.string() }), z.null()]);
const Commands = z.union([Command, z.array(Command)]);
const Pane = z.union([z.string(), z.null(), z.looseObject({ shell_command: z.optional(Commands) })]);
const Shape = z.object({
  session_name: z.string(),
  start_directory: z.optional(z.string()),
  shell_command_before: z.optional(Commands),
  windows: z.array(
    z.looseObject({
      window_name: z._default(z.string(), "window"),
      start_directory: z.optional(z.string()),
      layout: z.optional(z.string()),
      shell_command_before: z.optional(Commands),
      panes: z._default(z.array(Pane), [null]),
    }),
  ),
});

/** Words that tmuxp takes for an empty pane. */
const EMPTY = new Set(["pane", "blank"]);

/** tmuxp's windows and panes. */
export const tmuxp = dataImporter({
  name: "tmuxp",
  files: [".tmuxp.yaml", ".tmuxp.yml", ".tmuxp.json"],
  read: readYaml,
  shape: Shape,
  drafts: ({ windows, shell_command_before, start_directory }) =>
    windowDrafts(
      windows.map((window) => ({
        name: window.window_name,
        folder: window.start_directory ?? start_directory ?? null,
        layout: window.layout ?? null,
        panes: window.panes.map((pane) => {
          const own = pane !== null && typeof pane === "object" ? pane.shell_command : pane;
          const commands = [...list(shell_command_before), ...list(window.shell_command_before), ...list(own)];
          return { command: joined(commands.filter((command) => !EMPTY.has(command ?? ""))) };
        }),
      })),
    ),
});

function list(commands: z.infer<typeof Commands> | undefined): (string | null)[] {
  const all = Array.isArray(commands) ? commands : [commands ?? null];
  return all.map((command) => (command !== null && typeof command === "object" ? command.cmd : command));
}
