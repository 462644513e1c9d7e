import type * as z from "zod";
import { Project } from "../../../src/core/model/project.ts";
import { SessionTemplate } from "../../../src/core/model/session-template.ts";

type TemplateInput = Partial<z.input<typeof SessionTemplate>>;
type ProjectInput = Partial<z.input<typeof Project>>;

/** A valid template: id "server" that runs `npm run dev` in a tab, unless said otherwise. The name follows the id. */
export function aTemplate(given: TemplateInput = {}): SessionTemplate {
  const id = given.id ?? "server";
  return SessionTemplate.parse({ id, name: id, command: "npm run dev", ...given });
}

/** A valid project: id "webapp" at /Users/me/webapp with one template "server", unless said otherwise. */
export function aProject(given: ProjectInput = {}): Project {
  const id = given.id ?? "webapp";
  return Project.parse({
    id,
    name: id,
    path: `/Users/me/${id}`,
    created_at: "2024-01-15T10:30:00.000Z",
    updated_at: "2024-01-20T14:22:00.000Z",
    session_templates: [aTemplate()],
    ...given,
  });
}
