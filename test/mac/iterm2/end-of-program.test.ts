import { afterEach, describe, expect, test } from "vitest";
import type { Terminal } from "../terminals/terminal.ts";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import { firstWindow, property, windows } from "./script.ts";

afterEach(removeITerm2s);

const ended = (terminal: Terminal) => terminal.until((each) => each.exit !== null);

/** A tab whose program ends at the first line typed. */
async function ending(made: ITerm2Setup, code = 0): Promise<{ guid: string; end: () => Promise<Terminal> }> {
  const guid = await made.tab(`/bin/sh -c 'echo up; read x; exit ${code}'`, "up");
  const terminal = made.terminal(guid);
  return {
    guid,
    end: () => {
      made.user.presses(guid, "enter");
      return ended(terminal);
    },
  };
}

describe("when the program ends [S]", () => {
  test("the default profile closes the session at once, and its tab with it", async () => {
    const made = await launchITerm2();
    const { guid, end } = await ending(made);
    made.clock.advance(3000);
    await end();
    expect(made.iterm.world.sessions.map((session) => session.guid)).not.toContain(guid);
    expect(made.iterm.world.modals.history).toEqual([]);
  });

  test("within 3 s of the session's creation, a modal warns that it ended very soon", async () => {
    const made = await launchITerm2();
    const { end } = await ending(made);
    made.clock.advance(2999);
    await end();
    expect(made.iterm.desktop().asking).toEqual([expect.stringContaining("ended very soon")]);
    let answered = false;
    const reading = made.script.value(windows, "id").then(() => (answered = true));
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    made.user.saysOk();
    await reading;
  });

  test("no warning comes if the user has silenced it, or closes the tab of a running program", async () => {
    const silenced = await launchITerm2({ switches: { endedSoonWarning: false } });
    await (await ending(silenced)).end();
    const closed = await launchITerm2();
    await closed.user.closesPane((await ending(closed)).guid);
    expect([...silenced.iterm.world.modals.history, ...closed.iterm.world.modals.history]).toEqual([]);
  });

  test("another setting keeps it on screen, still listed, its writes dropped", async () => {
    const made = await launchITerm2({ profiles: [{ whenProgramEnds: "keep" }] });
    const { guid, end } = await ending(made, 3);
    const terminal = await end();
    await terminal.until((each) => each.contents().includes("Session Ended"));
    expect(made.iterm.desktop().windows[0]?.tabs[1]?.panes[0]).toMatchObject({ guid, ended: true });
    expect(await made.script.value(made.session(guid), "id")).toBe(guid);
    expect(await made.script.tell(made.session(guid), "write", { text: "x" })).toEqual({ value: null });
    expect(terminal.contents()).not.toContain("x \n");
  });

  test("another runs it again after 1 s in the same pane, with a new GUID, under what the screen showed", async () => {
    const made = await launchITerm2({ profiles: [{ whenProgramEnds: "restart" }] });
    const { guid, end } = await ending(made);
    await (await end()).until((terminal) => terminal.contents().includes("Session Ended"));
    made.clock.advance(999);
    expect(made.iterm.world.tabs[1]?.active.guid).toBe(guid);
    made.clock.advance(1);
    const again = made.iterm.world.tabs[1]?.active.guid ?? "";
    expect(again).not.toBe(guid);
    await made.terminal(again).until((terminal) => /up[^]*Session Ended[^]*up/.test(terminal.contents()));
  });

  test("there is no exit status to be read anywhere", async () => {
    const made = await launchITerm2({ profiles: [{ whenProgramEnds: "keep" }] });
    const { guid, end } = await ending(made, 3);
    await end();
    for (const named of ["exitStatus", "exitCode", "lastCommandExitStatus"]) {
      expect(await made.script.tell(made.session(guid), "variable", { named })).toEqual({ value: null });
    }
  });

  test("a program that is not there closes its session without the warning", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/nowhere/at-all");
    await ended(made.terminal(guid));
    expect(made.iterm.world.tabs).toHaveLength(1);
    expect(made.iterm.world.modals.history).toEqual([]);
  });

  test("closing the only session closes the window", async () => {
    const made = await launchITerm2();
    const guid = String(await made.script.value(property(firstWindow, "currentSession"), "id"));
    const terminal = made.terminal(guid);
    made.clock.advance(5000);
    made.user.types(guid, "exit 0\r");
    await ended(terminal);
    expect(made.windowIds).toEqual([]);
  });
});
