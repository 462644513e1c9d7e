import { store } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { fingerprint } from "../../core/model/trust.ts";

/** Keeps a project that a person has just written; what one writes oneself is agreed to. Rejects with a `Fault`. */
export async function createProject(project: Project): Promise<Project> {
  const saved = await store().saveProject(project);
  await store().trust(saved.id, fingerprint(saved));
  return saved;
}

/**
 * Changes a project as it is stored now. The change is agreed to if all before it was; a project that came from
 * elsewhere and was never agreed to stays so. Rejects with a `Fault`.
 */
export async function editProject(id: string, change: (project: Project) => Project): Promise<Project> {
  let before = "";
  const saved = await store().updateProject(id, (project) => {
    before = fingerprint(project);
    return change(project);
  });
  if ((await store().trusted(id)) === before) await store().trust(id, fingerprint(saved));
  return saved;
}
