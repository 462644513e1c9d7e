import { afterEach, describe, expect, test } from "vitest";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import { at, firstWindow, windows } from "./script.ts";
import type { Profile } from "./profile.ts";

afterEach(removeITerm2s);

const ASKING: Partial<Profile> = { promptBeforeClosing: "always" };
const JOBS: Partial<Profile> = { promptBeforeClosing: "if_jobs_run" };
const IDLE = "/bin/sh -c 'echo up; read x'";
const BUSY = "/bin/sh -c 'sleep 60 & echo up; wait'";

/** Sends a close and resolves with whether a sheet came up; leaves the sheet open. */
async function asks(made: ITerm2Setup, close: Promise<unknown>): Promise<boolean> {
  return Promise.race([close.then(() => false), made.iterm.world.modals.asked().then(() => true)]);
}

describe("tab.close() [S]", () => {
  test("never asks, whatever the profile, jobs, locks or pins", async () => {
    const made = await launchITerm2({ profiles: [ASKING] });
    const guid = await made.tab(BUSY, "up");
    made.user.locksSession(guid);
    made.user.pinsTab(made.windowId, 1);
    await made.user.splits(guid, "vertical", "cat");
    expect(await made.script.tell(at(firstWindow, "tabs", 1), "close")).toEqual({ value: null });
    expect(made.iterm.world.tabs).toHaveLength(1);
    expect(made.iterm.world.modals.history).toEqual([]);
  });

  test("shifts the indexes of the tabs after it", async () => {
    const made = await launchITerm2();
    await made.tab("cat");
    const last = await made.tab("cat");
    await made.script.tell(at(firstWindow, "tabs", 0), "close");
    expect(made.iterm.session(last).tab?.index).toBe(1);
    expect(await made.script.tell(at(firstWindow, "tabs", 2), "close")).toEqual({ error: -1719 });
  });

  test("of the last tab closes the window", async () => {
    const made = await launchITerm2();
    await made.script.tell(at(firstWindow, "tabs", 0), "close");
    expect(await made.script.count(windows)).toEqual({ value: 0 });
  });

  test("leaves the process up to 5 s more (undo close), then hangs up", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(IDLE, "up");
    const terminal = made.terminal(guid);
    await made.script.tell(at(firstWindow, "tabs", 1), "close");
    made.clock.advance(4999);
    expect(terminal.leftBehind()).toBe(1);
    made.clock.advance(1);
    await terminal.until((each) => each.exit !== null);
    expect(terminal.exit).toEqual({ code: null, signal: "SIGHUP" });
  });
});

const rows: {
  says: string;
  profile: Partial<Profile>;
  command: string;
  prepare?: (made: ITerm2Setup, guid: string) => void;
  asked: boolean;
}[] = [
  { says: "does not ask for a profile that never prompts", profile: {}, command: BUSY, asked: false },
  { says: "asks for a profile that always prompts", profile: ASKING, command: IDLE, asked: true },
  { says: "asks for a profile that prompts if jobs run, with a job", profile: JOBS, command: BUSY, asked: true },
  {
    says: "does not ask for a profile that prompts if jobs run, without one",
    profile: JOBS,
    command: IDLE,
    asked: false,
  },
  {
    says: "asks for a locked session",
    profile: {},
    command: IDLE,
    prepare: (made, guid) => made.user.locksSession(guid),
    asked: true,
  },
];

describe("session.close() [S]", () => {
  for (const { says, profile, command, prepare, asked } of rows) {
    for (const place of ["sole pane", "split"] as const) {
      test(`${says}, as a ${place}`, async () => {
        const made = await launchITerm2({ profiles: [profile] });
        const guid = await made.tab(command, "up");
        if (place === "split") {
          await made.user.splits(guid, "horizontal", IDLE);
        }
        prepare?.(made, guid);
        const panes = made.iterm.world.sessions.length;
        const closing = made.script.tell(made.session(guid), "close");
        expect(await asks(made, closing)).toBe(asked);
        if (asked) {
          made.user.saysOk();
        }
        await closing;
        expect(made.iterm.world.sessions).toHaveLength(panes - 1);
      });
    }
  }

  test("asks for the sole pane of a pinned tab, but not for one of its splits", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(IDLE, "up");
    const pane = await made.user.splits(guid, "vertical", IDLE);
    made.user.pinsTab(made.windowId, 1);
    expect(await asks(made, made.script.tell(made.session(pane), "close"))).toBe(false);
    expect(await asks(made, made.script.tell(made.session(guid), "close"))).toBe(true);
  });

  test("is refused silently by a locked layout", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(IDLE, "up");
    made.user.locksLayout(made.windowId);
    expect(await made.script.tell(made.session(guid), "close")).toEqual({ value: null });
    expect(made.iterm.session(guid).ended).toBe(false);
  });

  test("gives the room of a closed pane to its neighbour", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(IDLE, "up");
    const pane = await made.user.splits(guid, "vertical", IDLE);
    await made.script.tell(made.session(guid), "close");
    expect(made.terminal(pane).columns).toBe(80);
  });
});

describe("window.close() [S]", () => {
  test("does not ask for one running session of a profile that never prompts", async () => {
    const made = await launchITerm2();
    expect(await asks(made, made.script.tell(firstWindow, "close"))).toBe(false);
    expect(made.windowIds).toEqual([]);
  });

  test("asks for more than one running session with the default setting, and not without it", async () => {
    const made = await launchITerm2();
    await made.tab(IDLE, "up");
    expect(await asks(made, made.script.tell(firstWindow, "close"))).toBe(true);
    const other = await launchITerm2({ switches: { confirmClosingMultipleSessions: false } });
    await other.tab(IDLE, "up");
    expect(await asks(other, other.script.tell(firstWindow, "close"))).toBe(false);
  });

  test("asks for any session that would ask", async () => {
    const made = await launchITerm2();
    made.user.locksSession(made.iterm.world.sessions[0]?.guid ?? "");
    expect(await asks(made, made.script.tell(firstWindow, "close"))).toBe(true);
  });
});

describe("the sheet [S]", () => {
  test("activates iTerm2, blocks the event until answered, and Cancel keeps the session", async () => {
    const made = await launchITerm2({ profiles: [ASKING] });
    const guid = await made.tab(IDLE, "up");
    made.user.switchesTo("Safari");
    const closing = made.script.tell(made.session(guid), "close");
    expect(await asks(made, closing)).toBe(true);
    expect(made.iterm.desktop()).toMatchObject({ frontmost: "iTerm2", asking: [expect.stringContaining("Close")] });
    made.user.saysCancel();
    expect(await closing).toEqual({ value: null });
    expect(made.iterm.session(guid).ended).toBe(false);
  });

  test("unanswered, costs the sender -1712, and may still be answered after that", async () => {
    const made = await launchITerm2({ profiles: [ASKING] });
    const guid = await made.tab(IDLE, "up");
    const closing = made.script.tell(made.session(guid), "close");
    await asks(made, closing);
    made.clock.advance(120_000);
    expect(await closing).toEqual({ error: -1712 });
    made.user.saysOk();
    await made.iterm.world.modals.closed();
    await new Promise(setImmediate);
    expect(made.iterm.world.sessions.map((session) => session.guid)).not.toContain(guid);
  });

  for (const blocks of [true, false]) {
    test(`${blocks ? "keeps" : "does not keep"} other events from being answered, by the switch`, async () => {
      const made = await launchITerm2({ profiles: [ASKING], switches: { modalsBlockEvents: blocks } });
      await asks(made, made.script.tell(firstWindow, "close"));
      let answered = false;
      const reading = made.script.value(windows, "id").then(() => (answered = true));
      await new Promise(setImmediate);
      expect(answered).toBe(!blocks);
      made.user.saysCancel();
      await reading;
    });
  }
});

describe("a session that is gone by the time the sheet is answered", () => {
  test("is not closed twice", async () => {
    const made = await launchITerm2({ profiles: [ASKING] });
    const guid = await made.tab(IDLE, "up");
    const terminal = made.terminal(guid);
    const closing = made.script.tell(made.session(guid), "close");
    await asks(made, closing);
    made.user.presses(guid, "enter");
    await terminal.until((each) => each.exit !== null);
    made.user.saysOk();
    await closing;
    expect(made.iterm.world.tabs).toHaveLength(1);
    expect(made.iterm.world.modals.history.map(({ kind }) => kind)).toEqual(["close_sheet", "ended_soon"]);
  });
});

describe("the user closing", () => {
  test("a tab is asked about when it is pinned or has several running panes", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(IDLE, "up");
    await made.user.splits(guid, "vertical", IDLE);
    const closing = made.user.closesTab(made.windowId, 1);
    expect(await asks(made, closing)).toBe(true);
    made.user.saysOk();
    await closing;
    expect(made.iterm.world.tabs).toHaveLength(1);
  });
});
