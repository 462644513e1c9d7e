import * as z from "zod/mini";
import { SessionTemplate } from "../../model/session-template.ts";
import { dataImporter } from "./importer.ts";
import { readJson } from "./read-data.ts";

const Shape = z.object({
  version: z.string().check(z.startsWith("1.")),
  projects: z.array(z.looseObject({ session_templates: z.array(SessionTemplate) })),
});

/** The sessions of a file that this extension has exported. */
export const exportedFile = dataImporter({
  name: "Exported projects",
  files: ["iterm-projects.json", ".iterm-projects.json", "iterm-project.json", ".iterm-project.json"],
  read: readJson,
  shape: Shape,
  drafts: ({ projects }) =>
    projects.flatMap(({ session_templates }) => session_templates.map((template) => ({ template, needs: [] }))),
});
