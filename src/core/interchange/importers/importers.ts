import type { Parser } from "./draft.ts";
import { dockerCompose } from "./docker-compose.ts";
import { exportedFile } from "./exported-file.ts";
import { packageJson } from "./package-json.ts";
import { processCompose } from "./process-compose.ts";
import { procfile } from "./procfile.ts";
import { teamocil } from "./teamocil.ts";
import { tmuxinator } from "./tmuxinator.ts";
import { tmuxp } from "./tmuxp.ts";
import { vscodeTasks } from "./vscode-tasks.ts";

export interface Source {
  name: string;
  /** Paths within the folder; the first that is there is read. */
  files: readonly string[];
  parse: Parser;
}

/** The kinds of files that say which sessions a project could have; what says most about sessions comes first. */
export const SOURCES: readonly Source[] = [
  {
    name: "Exported projects",
    files: ["iterm-projects.json", ".iterm-projects.json", "iterm-project.json", ".iterm-project.json"],
    parse: exportedFile,
  },
  {
    name: "process-compose",
    files: ["process-compose.yaml", "process-compose.yml"],
    parse: processCompose,
  },
  { name: "tmuxinator", files: [".tmuxinator.yml", ".tmuxinator.yaml"], parse: tmuxinator },
  { name: "tmuxp", files: [".tmuxp.yaml", ".tmuxp.yml", ".tmuxp.json"], parse: tmuxp },
  { name: "teamocil", files: [".teamocil.yml", "teamocil.yml"], parse: teamocil },
  { name: "itermocil", files: ["iTermocil.yml", ".itermocil.yml", "itermocil.yml"], parse: teamocil },
  { name: "Procfile", files: ["Procfile.dev", "Procfile"], parse: procfile },
  { name: "package.json", files: ["package.json"], parse: packageJson },
  {
    name: "Docker Compose",
    files: ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"],
    parse: dockerCompose,
  },
  { name: "VS Code tasks", files: [".vscode/tasks.json"], parse: vscodeTasks },
];
