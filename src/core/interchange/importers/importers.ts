import type { Importer } from "./importer.ts";
import { dockerCompose } from "./docker-compose.ts";
import { exportedFile } from "./exported-file.ts";
import { packageJson } from "./package-json.ts";
import { processCompose } from "./process-compose.ts";
import { procfile } from "./procfile.ts";
import { itermocil, teamocil } from "./teamocil.ts";
import { tmuxinator } from "./tmuxinator.ts";
import { tmuxp } from "./tmuxp.ts";
import { vscodeTasks } from "./vscode-tasks.ts";

/** What says most about sessions comes first. */
export const IMPORTERS: readonly Importer[] = [
  exportedFile,
  processCompose,
  tmuxinator,
  tmuxp,
  teamocil,
  itermocil,
  procfile,
  packageJson,
  dockerCompose,
  vscodeTasks,
];
