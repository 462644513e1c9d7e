import { idFrom } from "../../model/ids.ts";
import * as z from "zod/mini";
import { shellQuoted, shellWord } from "../../model/shell-quoting.ts";
import { draft } from "./draft.ts";
import { dataImporter } from "./importer.ts";
import { readJson } from "./read-data.ts";

const Word = z.union([z.string(), z.looseObject({ value: z.union([z.string(), z.array(z.string())]) })]);
const Task = z.looseObject({
  label: z.optional(z.string()),
  taskName: z.optional(z.string()),
  type: z._default(z.string(), "shell"),
  command: z.optional(Word),
  script: z.optional(z.string()),
  args: z._default(z.array(Word), []),
  options: z.optional(z.looseObject({ cwd: z.optional(z.string()) })),
  dependsOn: z.catch(z.optional(z.union([z.string(), z.array(z.string())])), undefined),
});
const Shape = z.object({ tasks: z.array(z.unknown()) });

/** VS Code's tasks that run a command; those that only group others are left out. */
export const vscodeTasks = dataImporter({
  name: "VS Code tasks",
  files: [".vscode/tasks.json"],
  read: readJson,
  shape: Shape,
  drafts: ({ tasks }) =>
    tasks.flatMap((raw) => {
      const task = Task.safeParse(raw);
      if (!task.success) return [];
      const command = commandOf(task.data);
      if (command === null) return [];
      const { label, taskName, options, dependsOn = [] } = task.data;
      const needs = [dependsOn].flat().map((id) => ({ id: idFrom(id), condition: "success" as const }));
      const working_directory = options?.cwd ? inWorkspace(options.cwd) : null;
      return draft({ name: label ?? taskName ?? command, command: inWorkspace(command), working_directory }, needs);
    }),
});

function commandOf(task: z.infer<typeof Task>): string | null {
  if (task.type === "npm") return task.script ? `npm run ${shellWord(task.script)}` : null;
  if (task.command === undefined) return null;
  return [task.command, ...task.args].map((word) => argument(word, task.type === "process")).join(" ");
}

function argument(word: z.infer<typeof Word>, quote: boolean): string {
  const text = typeof word === "string" ? word : [word.value].flat().join(" ");
  const quoting = typeof word !== "string" || quote;
  return quoting && !/^[\w@%+=:,./$-]+$/.test(text) ? shellQuoted(text) : text;
}

/** Commands already run in the project's folder. */
function inWorkspace(text: string): string {
  return text.replaceAll("${workspaceFolder}", ".").replaceAll("${workspaceRoot}", ".");
}
