import { describe, expect, test } from "vitest";
import { exportJson, importJson } from "../../../src/core/interchange/json.ts";
import { applyImport, previewImport } from "../../../src/core/interchange/preview.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { fakeStorage } from "../store/fake-storage.ts";
import { aStore } from "../store/stores.ts";

const file = (projects: ReturnType<typeof aProject>[], settings: { confirm_on_quit: boolean } | null = null) =>
  importJson(exportJson(projects, settings, { withoutSecrets: false }));

describe("an import", () => {
  const same = aProject({ id: "same" });
  const before = aProject({ id: "changed" });
  const after = aProject({ id: "changed", session_templates: [aTemplate({ command: "make" })] });
  const renamed = aProject({ id: "renamed", name: "Old" });

  test("says what it will add, replace and skip, and which of them run something else", () => {
    const incoming = file([same, after, { ...renamed, name: "New" }, aProject({ id: "new" })], {
      confirm_on_quit: false,
    });
    const preview = previewImport(incoming, [same, before, renamed], { confirm_on_quit: true });
    expect(preview.add.map(({ id }) => id)).toEqual(["new"]);
    expect(preview.skip.map(({ id }) => id)).toEqual(["same"]);
    expect(preview.replace.map((each) => [each.after.id, each.runs_differently])).toEqual([
      ["changed", true],
      ["renamed", false],
    ]);
    expect(preview.settings).toEqual({ confirm_on_quit: false });
  });

  test("does just that, merging by id, and trusts nothing", async () => {
    const store = aStore(fakeStorage());
    const own = aProject({ id: "own" });
    await store.importAll([own, before], null);
    const fresh = aProject({ id: "new" });
    await applyImport(previewImport(file([after, fresh]), [own, before]), store);
    const { projects } = await store.projects();
    expect(projects.map(({ id }) => id)).toEqual(["changed", "new", "own"]);
    expect(await store.project("changed")).toEqual(after);
    expect(await store.isTrusted(fresh)).toBe(false);
  });

  test("puts nothing in if any of it cannot be put in", async () => {
    const storage = fakeStorage();
    const store = aStore(storage);
    const preview = previewImport(file([aProject({ id: "good" })]), []);
    preview.add.push({ ...aProject({ id: "bad" }), path: "" });
    await expect(applyImport(preview, store)).rejects.toMatchObject({ code: "invalid_project" });
    expect([...storage.items.keys()]).toEqual([]);
  });

  test("of a file without secrets does not lose those that are here", () => {
    const here = aProject({ config: { environment_variables: { TOKEN: "s3cret", PORT: "80" } } });
    const shared = importJson(exportJson([here], null, { withoutSecrets: true }));
    expect(previewImport(shared, [here]).skip).toEqual([here]);
  });
});
