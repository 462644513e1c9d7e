import * as z from "zod/mini";
import { DesiredState } from "../model/desired.ts";
import { Fault } from "../model/fault.ts";
import type { Project } from "../model/project.ts";
import { RuntimeState } from "../model/runtime.ts";
import { ManagedSession } from "../model/session.ts";
import { GivenSettings } from "../model/settings.ts";
import { shapeProblems } from "../model/validation/shape.ts";
import { parseProject } from "../model/validation/validation.ts";
import type { Kind, Migration } from "./entry.ts";
import { toFirings, toKnownPhases } from "./runtime-migrations.ts";

/** Version 0 is the bare entry of the data model, without a version beside it. */
const asItIs: Migration = (value) => value;

/** In version 0 a project held its sessions; since version 1 they are entries of their own, being run-time state. */
const withoutSessions: Migration = (value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => field !== "active_sessions"));
};

function kind<S extends z.ZodMiniType>(schema: S, ...later: Migration[]): Kind<z.infer<S>> {
  return {
    migrations: [asItIs, ...later],
    parse(value) {
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      const problems = shapeProblems(read.error.issues, value, { project: "The entry" });
      throw new Fault("storage_failed", problems.map(({ message }) => message).join("\n"));
    },
  };
}

export const PROJECT: Kind<Project> = { migrations: [withoutSessions], parse: parseProject, known: new Map() };
export const SETTINGS = kind(GivenSettings);
export const DESIRED = kind(DesiredState);
/** The run-time state without its sessions. */
export const RUNTIME = kind(z.omit(RuntimeState, { sessions: true }), toFirings);
/** The sessions of one project, by session id. */
export const SESSIONS = kind(z.record(z.string(), ManagedSession), toKnownPhases);
export const TRUST = kind(z.string());
export const PORT = kind(z.int().check(z.minimum(1), z.maximum(65_535)));
export const PIN = kind(z.literal(true));
/** Writes that belong together, by key; null: the entry goes. All of them count as done once this entry is there. */
export const BATCH = kind(z.record(z.string(), z.nullable(z.string())));
