import { Fault } from "../model/fault.ts";
import type { Project } from "../model/project.ts";
import type { GivenSettings } from "../model/settings.ts";
import { problemsFault, repeated } from "../model/validation/problems.ts";
import { parseProject } from "../model/validation/validation.ts";

/** What a file holds, whichever kind it is; every project in it is valid. */
export interface ParsedFile {
  projects: Project[];
  /** Null: the file says nothing about settings. */
  settings: GivenSettings | null;
}

/** Files larger than this are refused unread (bytes). A command of Raycast has died of a JSON file of 22 MB. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** Throws `too_large`. */
export function checkSize(bytes: number): void {
  if (bytes <= LARGEST_FILE) return;
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  const most = LARGEST_FILE / 1024 / 1024;
  throw new Fault("too_large", `The file is too large: ${megabytes} MB, where at most ${most} MB can be read.`, {
    advice: "Choose a project file; if it is one, split it into several.",
  });
}

/** Throws `invalid_file` with all that is wrong. */
export function refuse(problems: readonly string[]): never {
  const advice = "Nothing was imported. Correct the file and import it again.";
  throw problemsFault("invalid_file", "The file", problems, advice);
}

/** Every project of a file, or `invalid_file` with what is wrong with any of them. */
export function parseProjects(values: readonly unknown[]): Project[] {
  const problems: string[] = [];
  const projects = values.flatMap((value) => {
    try {
      return [parseProject(value)];
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const twice = repeated(projects.map(({ id }) => id));
  problems.push(...[...twice].map((id) => `Two projects have the id '${id}'.`));
  if (problems.length > 0) refuse(problems);
  return projects;
}
