import { canonicalJson } from "../model/plain-data.ts";
import type { Project } from "../model/project.ts";
import type { GivenSettings } from "../model/settings.ts";
import { fingerprint } from "../model/trust.ts";
import type { ParsedFile } from "./parsed-file.ts";
import { putSecretsBack } from "./secrets-left-out.ts";

export interface Replacement {
  after: Project;
  /** What it runs is different: the user is asked again before it runs. */
  runs_differently: boolean;
}

/** What an import will do, by project id; nothing is done yet. */
export interface ImportPreview {
  add: Project[];
  replace: Replacement[];
  /** Already here, exactly as in the file. */
  skip: Project[];
  /** Null: the file says nothing, or nothing new, of settings. */
  settings: GivenSettings | null;
}

export interface ImportTarget {
  importAll(projects: readonly Project[], settings: GivenSettings | null): Promise<void>;
}

/** Compares a file with what is here. `settings`: those in force now, to tell what would change. */
export function previewImport(
  file: ParsedFile,
  existing: readonly Project[],
  settings: GivenSettings | null = null,
): ImportPreview {
  const here = new Map(existing.map((project) => [project.id, project]));
  const preview: ImportPreview = { add: [], replace: [], skip: [], settings: null };
  for (const given of file.projects) {
    const before = here.get(given.id);
    const after = putSecretsBack(given, before);
    if (!before) preview.add.push(after);
    else if (canonicalJson(before) === canonicalJson(after)) preview.skip.push(before);
    else preview.replace.push({ after, runs_differently: fingerprint(before) !== fingerprint(after) });
  }
  const changes = Object.entries(file.settings ?? {}).some(
    ([name, value]) => canonicalJson(value) !== canonicalJson(settings?.[name]),
  );
  if (changes) preview.settings = file.settings;
  return preview;
}

/** Does what the preview says: all of it, or, if anything goes wrong, none. */
export async function applyImport(preview: ImportPreview, target: ImportTarget): Promise<void> {
  const projects = [...preview.add, ...preview.replace.map(({ after }) => after)];
  if (projects.length === 0 && preview.settings === null) return;
  await target.importAll(projects, preview.settings);
}
