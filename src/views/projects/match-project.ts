import type { Project } from "../../core/model/project.ts";

export type Match = { kind: "one"; project: Project } | { kind: "many"; projects: Project[] } | { kind: "none" };

const RULES: ((project: Project, wanted: string) => boolean)[] = [
  (project, wanted) => project.id.toLowerCase() === wanted,
  (project, wanted) => project.name.toLowerCase() === wanted,
  (project, wanted) => project.name.toLowerCase().startsWith(wanted),
  (project, wanted) => project.name.toLowerCase().includes(wanted),
  (project, wanted) => isSubsequence(wanted, project.name.toLowerCase()),
];

/** Projects that an argument can mean: by id, by name, then ever more loosely; the first rule that finds any decides. */
export function matchProject(projects: readonly Project[], argument: string): Match {
  const wanted = argument.trim().toLowerCase();
  for (const rule of RULES) {
    const found = projects.filter((project) => rule(project, wanted));
    if (found.length === 1) return { kind: "one", project: found[0]! };
    if (found.length > 1) return { kind: "many", projects: found };
  }
  return { kind: "none" };
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
