import { NOTHING_DESIRED } from "../model/desired.ts";
import { Fault } from "../model/fault.ts";
import type { Clock, Lock, ProjectStore } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import { GivenSettings } from "../model/settings.ts";
import { fingerprint, formerFingerprint } from "../model/trust.ts";
import { shapeProblems } from "../model/validation/shape.ts";
import { parseProject } from "../model/validation/validation.ts";
import { damagedIn, problemOf } from "./damage.ts";
import { readEntry, writeEntry, type Kind } from "./entry.ts";
import { guardedStorage } from "./guarded-storage.ts";
import { asideKey, idIn, keyOf, KEYS, type Family } from "./keys.ts";
import type { KeyValue } from "../model/ports.ts";
import { BATCH, DESIRED, PIN, PORT, PROJECT, SETTINGS, TRUST } from "./kinds.ts";
import { runtimeEntries, runtimeFrom } from "./runtime-entries.ts";
import { decideSettings } from "./settings.ts";

/** A write is a handful of calls to Raycast, each of moments. */
const LOCK = { wait_ms: 10_000, limit_ms: 30_000 };

/** Entries as they shall be, by key; null: gone. */
type Batch = Record<string, string | null>;

export interface StoreOptions {
  /** What the user set in preferences, by the names of `Settings`. */
  settings: () => Record<string, unknown>;
  clock: Pick<Clock, "now">;
  /** Held for moments while a project is written. Not the lock of the ticks, or saving would wait for a whole tick. */
  lock: Lock;
}

/** What commands may do with the store beyond the core's port. */
export interface FullProjectStore extends ProjectStore {
  /** Keeps a project that its user agrees to, as one; what one writes oneself is agreed to. Rejects with `invalid_project`. */
  saveAgreed(project: Project): Promise<Project>;
  /**
   * Changes a project as it is kept now, so that of two changes at once none is lost. The change is agreed to if all
   * before it was; a project that came from elsewhere and was never agreed to stays so. Rejects with `not_found`,
   * `invalid_project`.
   */
  updateProject(id: string, change: (project: Project) => Project): Promise<Project>;
  /** What a file says about settings. */
  saveSettings(settings: GivenSettings): Promise<void>;
  /** Keeps all of these as they are, or, if anything goes wrong or ends half way, none. */
  importAll(projects: readonly Project[], settings: GivenSettings | null): Promise<void>;
}

/** The store over Raycast's LocalStorage. Rejects with a `Fault` only. */
export function createProjectStore(unguarded: KeyValue, options: StoreOptions): FullProjectStore {
  const storage = guardedStorage(unguarded);
  const { clock } = options;

  /** All entries as they count: writes that were agreed on but not all made are seen as made. */
  async function entries(): Promise<Record<string, string>> {
    const items = await storage.allItems();
    const batch = items[KEYS.batch] === undefined ? null : readEntry(BATCH, items[KEYS.batch]!);
    if (!batch?.ok) return items;
    const seen = Object.entries({ ...items, ...batch.value });
    return Object.fromEntries(seen.filter((entry): entry is [string, string] => entry[1] !== null));
  }

  /** One writer at a time, who first finishes what another left half done. */
  function writing<T>(work: () => Promise<T>): Promise<T> {
    return options.lock.hold(async () => {
      const raw = await storage.getItem(KEYS.batch);
      const batch = raw === undefined ? null : readEntry(BATCH, raw);
      if (batch?.ok) await carryOut(batch.value);
      return work();
    }, LOCK);
  }

  async function carryOut(batch: Batch): Promise<void> {
    for (const [key, raw] of Object.entries(batch)) {
      await (raw === null ? storage.removeItem(key) : storage.setItem(key, raw));
    }
    if (Object.keys(batch).length > 1) await storage.removeItem(KEYS.batch);
  }

  /** Makes all of these writes or, if it ends half way, none; within `writing`. Unreadable entries are moved aside. */
  async function together(wanted: Batch): Promise<void> {
    const before = await storage.allItems();
    const changes = Object.entries(wanted).filter(([key, raw]) => (before[key] ?? null) !== raw);
    const aside = changes.flatMap(([key, raw]): [string, string][] => {
      const old = before[key];
      return raw === null || old === undefined || problemOf(key, old) === null ? [] : [[asideKey(key, old), old]];
    });
    const batch = Object.fromEntries([...aside, ...changes]);
    if (Object.keys(batch).length > 1) await write(KEYS.batch, writeEntry(BATCH, batch));
    await carryOut(batch);
  }

  /** Never over an unreadable entry: that is moved aside first. */
  async function write(key: string, raw: string): Promise<void> {
    await replace(key, await storage.getItem(key), raw);
  }

  async function replace(key: string, before: string | undefined, raw: string): Promise<void> {
    if (before === raw) return;
    if (before !== undefined && problemOf(key, before) !== null) await storage.setItem(asideKey(key, before), before);
    await storage.setItem(key, raw);
  }

  async function read<T>(kind: Kind<T>, key: string): Promise<T | null> {
    const raw = await storage.getItem(key);
    const found = raw === undefined ? null : readEntry(kind, raw);
    return found?.ok ? found.value : null;
  }

  async function family<T>(kind: Kind<T>, name: Family): Promise<[string, T][]> {
    return Object.entries(await entries()).flatMap(([key, raw]): [string, T][] => {
      const id = idIn(name, key);
      const found = id === null ? null : readEntry(kind, raw);
      return found?.ok ? [[id!, found.value]] : [];
    });
  }

  async function project(id: string): Promise<Project | null> {
    const raw = (await entries())[keyOf("project", id)];
    const found = raw === undefined ? null : readEntry(PROJECT, raw);
    return found?.ok && found.value.id === id ? found.value : null;
  }

  async function keep(given: Project, { agreed }: { agreed: boolean }): Promise<Project> {
    const saved = parseProject({ ...given, updated_at: new Date(clock.now()).toISOString() });
    await together({
      [keyOf("project", saved.id)]: writeEntry(PROJECT, saved),
      ...(agreed ? trustEntry(saved) : await trustBefore(saved.id)),
    });
    return saved;
  }

  async function isTrusted(project: Project): Promise<boolean> {
    const raw = (await entries())[keyOf("trust", project.id)];
    const found = raw === undefined ? null : readEntry(TRUST, raw);
    return found?.ok === true && [fingerprint(project), formerFingerprint(project)].includes(found.value);
  }

  function trustEntry(project: Project): Batch {
    return { [keyOf("trust", project.id)]: writeEntry(TRUST, fingerprint(project)) };
  }

  /** An agreement in its former form says nothing of some fields: before these can change, it is written in today's. */
  async function trustBefore(id: string): Promise<Batch> {
    const before = await project(id);
    return before && (await isTrusted(before)) ? trustEntry(before) : {};
  }

  return {
    project,

    async projects() {
      const all = await entries();
      const damaged = damagedIn(all);
      const unusable = new Set(damaged.map(({ key }) => key));
      const projects = Object.entries(all).flatMap(([key, raw]) => {
        const found = idIn("project", key) === null || unusable.has(key) ? null : readEntry(PROJECT, raw);
        return found?.ok ? [found.value] : [];
      });
      const order = (a: Project, b: Project) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id);
      return { projects: projects.sort(order), damaged };
    },

    saveProject: (given) => writing(() => keep(given, { agreed: false })),
    saveAgreed: (given) => writing(() => keep(given, { agreed: true })),

    updateProject: (id, change) =>
      writing(async () => {
        const found = await project(id);
        if (!found)
          throw new Fault("not_found", `There is no project with the id '${id}'.`, { advice: "Choose another." });
        return keep({ ...change(found), id }, { agreed: await isTrusted(found) });
      }),

    deleteProject: (id) =>
      writing(async () => {
        const ports = (await family(PORT, "port")).filter(([port]) => port.startsWith(`${encodeURIComponent(id)}/`));
        // Trust goes, too: whatever comes to have this id is asked about anew.
        const keys = [keyOf("trust", id), keyOf("project", id), keyOf("pin", id)];
        const all = [...keys, ...ports.map(([port]) => keyOf("port", port))];
        await together(Object.fromEntries(all.map((key) => [key, null])));
      }),

    discardDamaged: (key) =>
      writing(async () => {
        const raw = await storage.getItem(key);
        if (raw !== undefined && problemOf(key, raw) !== null) await storage.removeItem(key);
      }),

    async settings() {
      const raw = (await entries())[KEYS.settings];
      const stored = raw === undefined ? null : readEntry(SETTINGS, raw);
      return decideSettings(options.settings(), stored?.ok ? stored.value : {});
    },

    saveSettings: (settings) => writing(() => write(KEYS.settings, writeEntry(SETTINGS, validSettings(settings)))),

    importAll: (projects, settings) =>
      writing(async () => {
        const wanted: Batch = {};
        for (const each of projects) {
          wanted[keyOf("project", each.id)] = writeEntry(PROJECT, parseProject(each));
          Object.assign(wanted, await trustBefore(each.id));
        }
        if (settings) wanted[KEYS.settings] = writeEntry(SETTINGS, validSettings(settings));
        await together(wanted);
      }),

    desired: async () => (await read(DESIRED, KEYS.desired)) ?? NOTHING_DESIRED,
    saveDesired: (desired) => write(KEYS.desired, writeEntry(DESIRED, desired)),

    runtime: async () => runtimeFrom(await storage.allItems()),

    async saveRuntime(runtime) {
      const before = await storage.allItems();
      const wanted = runtimeEntries(runtime);
      for (const [key, raw] of wanted) await replace(key, before[key], raw);
      for (const [key, raw] of Object.entries(before)) {
        const gone = idIn("runtime", key) !== null && !wanted.has(key) && problemOf(key, raw) === null;
        if (gone) await storage.removeItem(key);
      }
    },

    isTrusted,
    trust: (project) => writing(() => together(trustEntry(project))),

    ports: async () => Object.fromEntries(await family(PORT, "port")),
    savePort: (key, port) => write(keyOf("port", key), writeEntry(PORT, port)),

    pins: async () => (await family(PIN, "pin")).map(([id]) => id).sort(),
    setPinned: (id, pinned) =>
      pinned ? write(keyOf("pin", id), writeEntry(PIN, true)) : storage.removeItem(keyOf("pin", id)),
  };
}

function validSettings(settings: GivenSettings): GivenSettings {
  const checked = GivenSettings.safeParse(settings);
  if (checked.success) return checked.data;
  const about = { project: "settings" };
  const problems = shapeProblems(checked.error.issues, settings, about).map(({ message }) => message);
  throw new Fault("invalid_file", problems[0]!, { problems, advice: "Correct the settings." });
}
