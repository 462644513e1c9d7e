import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { formerFingerprint } from "../../../src/core/model/trust.ts";
import { arbitraryProject } from "../builders/arbitrary-project.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { fakeStorage } from "./fake-storage.ts";
import type { FullProjectStore } from "../../../src/core/store/project-store.ts";
import { aStore, inTurn } from "./stores.ts";

const idsIn = (projects: Project[]) => projects.map(({ id }) => id).sort();

describe("what is saved", () => {
  test("A saved project is read back equal, but for the time of the change", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProject, async (project) => {
        const store = aStore(fakeStorage());
        const saved = await store.saveProject(project);
        expect(saved).toEqual({ ...project, updated_at: saved.updated_at });
        expect(await store.project(project.id)).toEqual(saved);
        expect((await store.projects()).damaged).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("A project is refused if it is not valid, and leaves the old one", async () => {
    const store = aStore(fakeStorage());
    const saved = await store.saveProject(aProject());
    const wrong = store.saveProject({ ...saved, path: "" });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_project" });
    expect(await store.project("webapp")).toEqual(saved);
  });

  test("An entry of version 0, the bare data model, is read and written in the new form", async () => {
    const bare = { ...aProject(), active_sessions: {} };
    const storage = fakeStorage({ "project/webapp": JSON.stringify(bare) });
    const store = aStore(storage);
    expect(await store.project("webapp")).toEqual(aProject());
    await store.saveProject(aProject());
    expect(JSON.parse(storage.items.get("project/webapp")!)).toMatchObject({ version: 1, value: { id: "webapp" } });
  });
});

describe("what cannot be read", () => {
  const NEWER = JSON.stringify({ version: 99, value: {} });
  const storage = () => fakeStorage({ "project/bad": "{oops", "project/new": NEWER, desired: "[]", settings: "7" });

  test("An entry that cannot be read is listed with its raw text, and everything else still works", async () => {
    const store = aStore(storage());
    await store.saveProject(aProject());
    const { projects, damaged } = await store.projects();
    expect(idsIn(projects)).toEqual(["webapp"]);
    expect(damaged.map(({ key, raw }) => [key, raw]).sort()).toEqual([
      ["desired", "[]"],
      ["project/bad", "{oops"],
      ["project/new", NEWER],
      ["settings", "7"],
    ]);
    expect(damaged.every(({ problem }) => problem !== "")).toBe(true);
    expect((await store.settings()).default_shell).toBe("/bin/zsh");
    expect((await store.desired()).projects).toEqual({});
  });

  test("An entry that cannot be read is never overwritten: it is kept in quarantine when its place is needed", async () => {
    const kept = storage();
    const store = aStore(kept);
    await store.saveProject(aProject({ id: "bad" }));
    await store.saveDesired(await store.desired());
    await store.importAll([], { confirm_on_quit: false });
    await store.importAll([aProject({ id: "new" })], null);
    expect([...kept.items.values()]).toEqual(expect.arrayContaining(["{oops", NEWER, "[]", "7"]));
    expect((await store.projects()).damaged.map(({ raw }) => raw).sort()).toEqual(["7", "[]", NEWER, "{oops"].sort());
  });

  test("An entry that cannot be read goes when the user discards it, and nothing that can be read ever does", async () => {
    const kept = storage();
    const store = aStore(kept);
    await store.saveProject(aProject());
    await store.discardDamaged("project/bad");
    await store.discardDamaged("project/webapp");
    expect([...kept.items.keys()].filter((key) => key.startsWith("project/")).sort()).toEqual([
      "project/new",
      "project/webapp",
    ]);
  });
});

describe("a command that is ended between any two writes", () => {
  const before = [aProject({ id: "a" }), aProject({ id: "b" })];
  const after = before.map((project) => ({ ...project, name: `${project.name} changed` }));

  type Work = (store: ReturnType<typeof aStore>) => Promise<unknown>;

  async function endedAfter(writes: number, work: Work, prepare: Work = async () => undefined) {
    const storage = fakeStorage();
    await aStore(storage).importAll(before, null);
    await prepare(aStore(storage));
    storage.dieAfter(writes);
    let done = false;
    void work(aStore(storage)).then(() => (done = true));
    for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
    storage.dieAfter(Infinity);
    return { done, storage };
  }

  test("A save that is ended between two writes leaves the old or the new project", async () => {
    for (let writes = 0, done = false; !done; writes++) {
      const end = await endedAfter(writes, (store) => store.saveProject(after[0]!));
      done = end.done;
      const left = await aStore(end.storage).project("a");
      expect([before[0]!.name, after[0]!.name]).toContain(left?.name);
      if (done) expect(left?.name).toBe(after[0]!.name);
    }
  });

  test("A command that is ended between two writes leaves all or nothing of an import, for readers at once and for later writers", async () => {
    const seen = new Set<string>();
    for (let writes = 0, done = false; !done; writes++) {
      const end = await endedAfter(writes, (store) => store.importAll([...after, aProject({ id: "c" })], null));
      done = end.done;
      const store = aStore(end.storage);
      const names = (await store.projects()).projects.map(({ name }) => name).join();
      seen.add(names);
      await store.saveProject(aProject({ id: "d" }));
      expect((await store.projects()).projects.map(({ name }) => name).join()).toBe(`${names},d`);
    }
    expect([...seen]).toEqual(["a,b", "a changed,b changed,c"]);
  });

  test("A command that is ended between two writes leaves all or nothing of what a person changed and that they agree to it, and of what they deleted", async () => {
    const runsElse = { ...before[0]!, name: "a changed", path: "/elsewhere" };
    const agreedAndPinned: Work = async (store) => {
      await store.trust(before[0]!);
      await store.setPinned("a", true);
    };
    const deeds: Record<string, Work> = {
      "a changed": (store) => store.saveAgreed(runsElse),
      "a changed too": (store) =>
        store.updateProject("a", (project) => ({ ...project, path: "/", name: "a changed too" })),
      "": (store) => store.deleteProject("a"),
    };
    for (const [name, does] of Object.entries(deeds)) {
      const seen = new Set<string>();
      for (let writes = 0, done = false; !done; writes++) {
        const end = await endedAfter(writes, does, agreedAndPinned);
        done = end.done;
        const store = aStore(end.storage);
        const look = async () => {
          const project = await store.project("a");
          const agreed = project !== null && (await store.isTrusted(project));
          return `${project?.name ?? ""} ${agreed} ${(await store.pins()).join()}`;
        };
        const left = await look();
        seen.add(left);
        await store.saveProject(aProject({ id: "d" }));
        expect(await look()).toBe(left);
      }
      expect([...seen]).toEqual(["a true a", name === "" ? " false " : `${name} true a`]);
    }
  });
});

describe("two commands at once, in any order of their steps", () => {
  const [p1, p2] = [aProject({ id: "p1" }), aProject({ id: "p2" })];

  test("Two commands at once lose nothing, whether they write the same project or others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 7 }), { minLength: 5, maxLength: 60 }), async (order) => {
        const storage = fakeStorage();
        const lock = inTurn();
        const [one, two] = [aStore(storage, { lock }), aStore(storage, { lock })];
        await one.saveProject(aProject());
        storage.hold();
        const add = (name: string) => (project: Project) => ({
          ...project,
          config: {
            ...project.config,
            environment_variables: { ...project.config.environment_variables, [name]: "1" },
          },
        });
        const work = Promise.all([
          one.updateProject("webapp", add("ONE")),
          two.updateProject("webapp", add("TWO")),
          one.saveProject(p1),
          two.saveProject(p2),
          one.savePort("webapp/a", 20_001),
          two.savePort("webapp/b", 20_002),
          one.setPinned("p1", true),
          two.setPinned("p2", true),
          one.trust(p1),
          two.trust(p2),
        ]);
        let done = false;
        void work.then(() => (done = true));
        for (let turn = 0; !done; turn++) {
          if (storage.waiting() > 0) await storage.step((order[turn % order.length] ?? 0) % storage.waiting());
          else await new Promise((resolve) => setImmediate(resolve));
        }
        const left = await readAll(storage.items);
        expect(Object.keys(left.webapp?.config.environment_variables ?? {}).sort()).toEqual(["ONE", "TWO"]);
        expect(left).toMatchObject({
          ids: ["p1", "p2", "webapp"],
          ports: { "webapp/a": 20_001, "webapp/b": 20_002 },
          pins: ["p1", "p2"],
          trusted: [true, true],
        });
      }),
      { numRuns: 150 },
    );
  });

  async function readAll(items: ReadonlyMap<string, string>) {
    const store = aStore(fakeStorage(Object.fromEntries(items)));
    return {
      webapp: await store.project("webapp"),
      ids: idsIn((await store.projects()).projects),
      ports: await store.ports(),
      pins: await store.pins(),
      trusted: [await store.isTrusted(p1), await store.isTrusted(p2)],
    };
  }
});

describe("an agreement that was kept before all fields counted", () => {
  const agreed = aProject({ session_templates: [aTemplate({ success_pattern: "done" })] });
  const kept = () =>
    fakeStorage({
      "project/webapp": JSON.stringify({ version: 1, value: agreed }),
      "trust/webapp": JSON.stringify({ version: 1, value: formerFingerprint(agreed) }),
    });
  const other = aProject({ session_templates: [aTemplate({ success_pattern: "" })] });

  test("An agreement that was kept before all fields counted still holds for the project as it is, so that nobody is asked twice", async () => {
    const store = aStore(kept());
    expect(await store.isTrusted((await store.project("webapp"))!)).toBe(true);
  });

  test("A former agreement does not hold for a project that runs something else", async () => {
    const store = aStore(kept());
    expect(await store.isTrusted({ ...agreed, path: "/elsewhere" })).toBe(false);
  });

  test.each([
    ["imported", (store: FullProjectStore) => store.importAll([other], null)],
    ["saved", (store: FullProjectStore) => store.saveProject(other)],
  ])(
    "A former agreement does not hold for a project that was %s with a change that did not count then",
    async (_, change) => {
      const store = aStore(kept());
      await change(store);
      expect(await store.isTrusted(other)).toBe(false);
      expect(await store.isTrusted(agreed)).toBe(true);
    },
  );

  test("A former agreement goes on to hold when its user changes the project", async () => {
    const store = aStore(kept());
    const changed = await store.updateProject("webapp", () => other);
    expect(await store.isTrusted(changed)).toBe(true);
  });
});

describe("the rest of the store", () => {
  test("The store forgets all that belongs to a project with it, trust included", async () => {
    const storage = fakeStorage();
    const store = aStore(storage);
    await store.saveProject(aProject());
    await store.trust(aProject());
    await store.savePort("webapp/web", 20_000);
    await store.setPinned("webapp", true);
    await store.deleteProject("webapp");
    expect([...storage.items.keys()]).toEqual([]);
  });

  test("The store decides settings: preferences first, then the file, then the default; what is not valid does not count", async () => {
    const store = aStore(fakeStorage(), { settings: { default_shell: "/bin/fish", quiet_hours: "at night" } });
    await store.importAll([], { default_shell: "/bin/bash", confirm_on_quit: false });
    expect(await store.settings()).toMatchObject({
      default_shell: "/bin/fish",
      confirm_on_quit: false,
      quiet_hours: "",
    });
  });

  test("The store takes for settings no preference of a single command", async () => {
    const store = aStore(fakeStorage(), { settings: { hide_when_idle: true } });
    expect(await store.settings()).not.toHaveProperty("hide_when_idle");
  });

  test("The store writes of the run-time state only what changed", async () => {
    const storage = fakeStorage();
    const store = aStore(storage);
    await store.saveRuntime(NOTHING_KNOWN);
    const writes: string[] = [];
    const watched = aStore({ ...storage, setItem: (key, value) => (writes.push(key), storage.setItem(key, value)) });
    await watched.saveRuntime(await watched.runtime());
    expect(writes).toEqual([]);
    await watched.saveRuntime({ ...NOTHING_KNOWN, ticked_at: 5 });
    expect(writes).toEqual(["runtime"]);
    expect((await watched.runtime()).ticked_at).toBe(5);
  });
});
