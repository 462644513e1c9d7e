import { idFrom } from "../../model/ids.ts";
import * as z from "zod";
import type { DependencyCondition } from "../../model/dependency.ts";
import type { RestartPolicy } from "../../model/template.ts";
import { draft, type Parser } from "./draft.ts";
import { readYaml } from "./read-yaml.ts";

const Probe = z.looseObject({
  http_get: z
    .looseObject({
      host: z.string().default("127.0.0.1"),
      port: z.union([z.number(), z.string()]).default(80),
      path: z.string().default("/"),
      scheme: z.string().default("http"),
    })
    .optional(),
  exec: z.looseObject({ command: z.string() }).optional(),
});

const Process = z.looseObject({
  command: z.string(),
  working_dir: z.string().optional(),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string().optional() })).optional(),
  availability: z.looseObject({ restart: z.string().optional() }).optional(),
  readiness_probe: Probe.optional().catch(undefined),
  ready_log_line: z.string().optional(),
});

const Shape = z.object({ processes: z.record(z.string(), z.unknown()) });

const CONDITIONS: Record<string, DependencyCondition> = {
  process_started: "started",
  process_healthy: "ready",
  process_log_ready: "ready",
  process_completed: "any",
  process_completed_successfully: "success",
};

const POLICIES: Record<string, RestartPolicy> = {
  always: "always",
  on_failure: "on_failure",
  exit_on_failure: "no",
  no: "no",
};

/** Each process with its readiness, restart policy and dependencies. */
export const processCompose: Parser = (text) => {
  const parsed = Shape.safeParse(readYaml(text));
  if (!parsed.success) return [];
  return Object.entries(parsed.data.processes).flatMap(([name, raw]) => {
    const process = Process.safeParse(raw);
    if (!process.success) return [];
    const { command, working_dir, depends_on = {}, availability } = process.data;
    return draft(
      {
        name,
        command,
        working_directory: working_dir ?? null,
        restart_policy: POLICIES[availability?.restart ?? ""] ?? null,
        ready_when: readiness(process.data),
      },
      Object.entries(depends_on).map(([id, { condition }]) => ({
        id: idFrom(id),
        condition: CONDITIONS[condition ?? ""] ?? "started",
      })),
    );
  });
};

function readiness({ readiness_probe: probe, ready_log_line }: z.infer<typeof Process>) {
  if (ready_log_line)
    return { type: "ready_log_line" as const, pattern: ready_log_line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") };
  if (probe?.exec) return { type: "exec" as const, command: probe.exec.command };
  if (!probe?.http_get) return null;
  const { scheme, host, port, path } = probe.http_get;
  return { type: "http_get" as const, url: `${scheme}://${host}:${port}${path.startsWith("/") ? "" : "/"}${path}` };
}
