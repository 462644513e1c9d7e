import { idFrom } from "../../model/ids.ts";
import * as z from "zod/mini";
import type { DependencyCondition } from "../../model/dependency.ts";
import { shellWord } from "../../model/shell-quoting.ts";
import { draft } from "./draft.ts";
import { dataImporter } from "./importer.ts";
import { readYaml } from "./read-data.ts";

const Needs = z.union([
  z.array(z.string()),
  z.record(z.string(), z.looseObject({ condition: z.optional(z.string()) })),
]);
const Shape = z.object({
  services: z.record(z.string(), z.nullable(z.looseObject({ depends_on: z.catch(z.optional(Needs), undefined) }))),
});

const CONDITIONS: Record<string, DependencyCondition> = {
  service_started: "started",
  service_healthy: "ready",
  service_completed_successfully: "success",
};

/** One session for each service; what it depends on starts before it. */
export const dockerCompose = dataImporter({
  name: "Docker Compose",
  files: ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"],
  read: readYaml,
  shape: Shape,
  drafts: ({ services }) =>
    Object.entries(services).map(([name, service]) => {
      const needs = service?.depends_on ?? [];
      const list = Array.isArray(needs)
        ? needs.map((id) => [id, "started"] as const)
        : Object.entries(needs).map(([id, { condition }]) => [id, CONDITIONS[condition ?? ""] ?? "started"] as const);
      const word = shellWord(name);
      return draft(
        { name, command: `docker compose up ${word}`, stop_command: `docker compose stop ${word}` },
        list.map(([id, condition]) => ({ id: idFrom(id), condition })),
      );
    }),
});
