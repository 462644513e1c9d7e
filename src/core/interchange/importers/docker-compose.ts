import { idFrom } from "../../model/ids.ts";
import * as z from "zod/mini";
import type { DependencyCondition } from "../../model/dependency.ts";
import { draft, shellWord, type Parser } from "./draft.ts";
import { readYaml } from "./read-yaml.ts";

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
export const dockerCompose: Parser = (text) => {
  const parsed = Shape.safeParse(readYaml(text));
  if (!parsed.success) return [];
  return Object.entries(parsed.data.services).map(([name, service]) => {
    const needs = service?.depends_on ?? [];
    const list = Array.isArray(needs)
      ? needs.map((id) => [id, "started"] as const)
      : Object.entries(needs).map(([id, { condition }]) => [id, CONDITIONS[condition ?? ""] ?? "started"] as const);
    return draft(
      { name, command: `docker compose up ${shellWord(name)}`, stop_command: `docker compose stop ${shellWord(name)}` },
      list.map(([id, condition]) => ({ id: idFrom(id), condition })),
    );
  });
};
