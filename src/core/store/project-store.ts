import { NOTHING_DESIRED } from "../model/desired.ts";
import { Fault } from "../model/fault.ts";
import type { Clock, KeyValue, Lock, ProjectStore } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import { GivenSettings } from "../model/settings.ts";
import { fingerprint, formerFingerprint } from "../model/trust.ts";
import { problemsFault } from "../model/validation/problems.ts";
import { shapeProblems } from "../model/validation/shape.ts";
import { parseProject } from "../model/validation/validation.ts";
import { writeEntry, type Entries } from "./entry.ts";
import { createEntryStore } from "./entry-store.ts";
import { guardedStorage } from "./guarded-storage.ts";
import {
  damagedIn,
  DESIRED,
  keyOf,
  PIN,
  PORT,
  problemOf,
  PROJECT,
  SETTINGS,
  TRUST,
  valueIn,
  valuesIn,
  type Batch,
} from "./entry-kinds.ts";
import { changesToRuntime, runtimeFrom } from "./runtime-entries.ts";
import { decideSettings } from "./settings.ts";

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
  /** Keeps all of these as they are, or, if anything goes wrong or ends half way, none. */
  importAll(projects: readonly Project[], settings: GivenSettings | null): Promise<void>;
}

/** The store over Raycast's LocalStorage. Rejects with a `Fault` only. */
export function createProjectStore(unguarded: KeyValue, { clock, lock, settings }: StoreOptions): FullProjectStore {
  const storage = guardedStorage(unguarded);
  const entries = createEntryStore(storage, lock);
  const agreedIn = (all: Entries, project: Project) => {
    const agreed = valuesIn(all, TRUST).get(project.id);
    return agreed !== undefined && [fingerprint(project), formerFingerprint(project)].includes(agreed);
  };
  const trustEntry = (project: Project): Batch => ({
    [keyOf(TRUST, project.id)]: writeEntry(TRUST, fingerprint(project)),
  });

  /** An agreement in its former form says nothing of some fields: before these can change, it is written in today's. */
  function trustBefore(all: Entries, id: string): Batch {
    const before = valuesIn(all, PROJECT).get(id);
    return before && agreedIn(all, before) ? trustEntry(before) : {};
  }

  /** Commits a project as made from what is there. */
  async function save(make: (all: Entries) => { project: Project; agreed: boolean }): Promise<Project> {
    let saved: Project | undefined;
    await entries.commit((all) => {
      const { project, agreed } = make(all);
      saved = parseProject({ ...project, updated_at: new Date(clock.now()).toISOString() });
      const trust = agreed ? trustEntry(saved) : trustBefore(all, saved.id);
      return { [keyOf(PROJECT, saved.id)]: writeEntry(PROJECT, saved), ...trust };
    });
    return saved as Project;
  }

  return {
    project: async (id) => valuesIn(await entries.all(), PROJECT).get(id) ?? null,

    async projects() {
      const all = await entries.all();
      const order = (a: Project, b: Project) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id);
      return { projects: [...valuesIn(all, PROJECT).values()].sort(order), damaged: damagedIn(all) };
    },

    saveProject: (project) => save(() => ({ project, agreed: false })),
    saveAgreed: (project) => save(() => ({ project, agreed: true })),

    updateProject: (id, change) =>
      save((all) => {
        const found = valuesIn(all, PROJECT).get(id);
        if (!found)
          throw new Fault("not_found", `There is no project with the id '${id}'.`, { advice: "Choose another." });
        return { project: { ...change(found), id }, agreed: agreedIn(all, found) };
      }),

    deleteProject: (id) =>
      entries.commit((all) => {
        const ports = [...valuesIn(all, PORT).keys()].filter((port) => port.startsWith(`${encodeURIComponent(id)}/`));
        // Trust goes, too: whatever comes to have this id is asked about anew.
        const keys = [keyOf(TRUST, id), keyOf(PROJECT, id), keyOf(PIN, id), ...ports.map((port) => keyOf(PORT, port))];
        return Object.fromEntries(keys.map((key) => [key, null]));
      }),

    discardDamaged: (key) =>
      entries.commit(({ [key]: raw }) => (raw !== undefined && problemOf(key, raw) !== null ? { [key]: null } : {})),

    settings: async () => decideSettings(settings(), valueIn(await entries.all(), SETTINGS) ?? {}),

    importAll: (projects, given) =>
      entries.commit((all) => {
        const wanted: Batch = given ? { [SETTINGS.key]: writeEntry(SETTINGS, validSettings(given)) } : {};
        for (const each of projects) {
          wanted[keyOf(PROJECT, each.id)] = writeEntry(PROJECT, parseProject(each));
          Object.assign(wanted, trustBefore(all, each.id));
        }
        return wanted;
      }),

    async desired() {
      const raw = await storage.getItem(DESIRED.key);
      return (raw === undefined ? null : valueIn({ [DESIRED.key]: raw }, DESIRED)) ?? NOTHING_DESIRED;
    },
    saveDesired: (desired) => entries.put({ [DESIRED.key]: writeEntry(DESIRED, desired) }),

    runtime: async () => runtimeFrom(await storage.allItems()),
    async saveRuntime(runtime) {
      const before = await storage.allItems();
      await entries.put(changesToRuntime(before, runtime), before);
    },

    isTrusted: async (project) => agreedIn(await entries.all(), project),
    trust: (project) => entries.commit(() => trustEntry(project)),

    ports: async () => Object.fromEntries(valuesIn(await entries.all(), PORT)),
    savePort: (key, port) => entries.put({ [keyOf(PORT, key)]: writeEntry(PORT, port) }),

    pins: async () => [...valuesIn(await entries.all(), PIN).keys()].sort(),
    setPinned: (id, pinned) => entries.put({ [keyOf(PIN, id)]: pinned ? writeEntry(PIN, true) : null }),
  };
}

function validSettings(settings: GivenSettings): GivenSettings {
  const checked = GivenSettings.safeParse(settings);
  if (checked.success) return checked.data;
  const problems = shapeProblems(checked.error.issues, settings, "settings");
  throw problemsFault("invalid_file", "settings", problems, "Correct the settings.");
}
