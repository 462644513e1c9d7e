import { idFrom } from "../../model/ids.ts";
import * as z from "zod/mini";
import type { DependencyCondition } from "../../model/dependency.ts";
import type { RestartPolicy } from "../../model/session-template.ts";
import { draft } from "./draft.ts";
import { dataImporter } from "./importer.ts";
import { readYaml } from "./read-data.ts";

const Probe = z.looseObject({
  http_get: z.optional(
    z.looseObject({
      host: z._default(z.string(), "127.0.0.1"),
      port: z._default(z.union([z.number(), z.string()]), 80),
      path: z._default(z.string(), "/"),
      scheme: z._default(z.string(), "http"),
    }),
  ),
  exec: z.optional(z.looseObject({ command: z.string() })),
  timeout_seconds: z.optional(z.number()),
});

const Process = z.looseObject({
  command: z.string(),
  working_dir: z.optional(z.string()),
  depends_on: z.optional(z.record(z.string(), z.looseObject({ condition: z.optional(z.string()) }))),
  availability: z.optional(z.looseObject({ restart: z.optional(z.string()) })),
  readiness_probe: z.catch(z.optional(Probe), undefined),
  ready_log_line: z.optional(z.string()),
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
export const processCompose = dataImporter({
  name: "process-compose",
  files: ["process-compose.yaml", "process-compose.yml"],
  read: readYaml,
  shape: Shape,
  drafts: ({ processes }) =>
    Object.entries(processes).flatMap(([name, raw]) => {
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
    }),
});

function readiness({ readiness_probe: probe, ready_log_line }: z.infer<typeof Process>) {
  if (ready_log_line)
    return { type: "ready_log_line" as const, pattern: ready_log_line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") };
  const limit = probe?.timeout_seconds ? { timeout_seconds: probe.timeout_seconds } : {};
  if (probe?.exec) return { type: "exec" as const, command: probe.exec.command, ...limit };
  if (!probe?.http_get) return null;
  const { scheme, host, port, path } = probe.http_get;
  const url = `${scheme}://${host}:${port}${path.startsWith("/") ? "" : "/"}${path}`;
  return { type: "http_get" as const, url, ...limit };
}
