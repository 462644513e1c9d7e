import * as z from "zod/mini";
import { SessionTemplate } from "../../model/template.ts";
import type { Parser } from "./draft.ts";
import { readYaml } from "./read-yaml.ts";

const Shape = z.object({
  version: z.string().check(z.startsWith("1.")),
  projects: z.array(z.looseObject({ session_templates: z.array(SessionTemplate) })),
});

/** The sessions of a file that this extension has exported. */
export const exportedFile: Parser = (text) => {
  const parsed = Shape.safeParse(readYaml(text));
  if (!parsed.success) return [];
  return parsed.data.projects.flatMap((project) =>
    project.session_templates.map((template) => ({ template, needs: [] })),
  );
};
