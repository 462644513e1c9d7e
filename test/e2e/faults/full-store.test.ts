import { afterAll, expect, onTestFinished, test } from "vitest";
import { Fault } from "../../../src/core/model/fault.ts";
import { settled, type ScriptedMac } from "./scripted-mac.ts";
import { opened, project, ready, WORK } from "./scenarios.ts";
import { endSlots } from "./script-slot.ts";

afterAll(endSlots);

async function on(prepare: () => Promise<ScriptedMac>): Promise<ScriptedMac> {
  const mac = await prepare();
  onTestFinished(() => mac.shutdown());
  return mac;
}

const begun = (mac: ScriptedMac) => mac.started.map(({ session }) => session).sort();

const faultOf = (verb: Promise<unknown>) =>
  verb.then(
    () => null,
    (error: unknown) => error,
  );

test("on a full disk a project does not open, says so, and opens when there is room again: nothing is lost", async () => {
  const mac = await on(ready);
  mac.fillsUpAfter(0);
  const fault = await faultOf(mac.orchestrator().open(project.id));
  expect(fault).toBeInstanceOf(Fault);
  expect(fault).toMatchObject({ code: "storage_failed" });
  expect(mac.running).toEqual([]);
  mac.hasRoomAgain();
  await mac.orchestrator().open(project.id);
  await settled(mac);
  expect([mac.running, begun(mac)]).toEqual([WORK, WORK]);
});

test.each(Array.from({ length: 12 }, (_, index) => index))(
  "a disk that is full from writing %i on costs an open no session and starts none twice",
  async (writings) => {
    const mac = await on(ready);
    mac.fillsUpAfter(writings);
    const fault = await faultOf(mac.orchestrator().open(project.id));
    if (fault !== null) expect(fault).toMatchObject({ name: "Fault", code: "storage_failed" });
    mac.hasRoomAgain();
    await mac.orchestrator().open(project.id);
    await settled(mac);
    const { projects, damaged } = await mac.ports.store.projects();
    expect([mac.running, begun(mac), projects.length, damaged]).toEqual([WORK, WORK, 1, []]);
  },
);

test.each(Array.from({ length: 12 }, (_, index) => index))(
  "a disk that is full from writing %i on leaves nothing running that is being closed",
  async (writings) => {
    const mac = await on(opened);
    mac.fillsUpAfter(writings);
    const fault = await faultOf(mac.orchestrator().close(project.id));
    if (fault !== null) expect(fault).toMatchObject({ name: "Fault", code: "storage_failed" });
    mac.hasRoomAgain();
    await mac.orchestrator().close(project.id);
    await settled(mac);
    expect([mac.running, mac.panes.length]).toEqual([[], 1]);
  },
);
