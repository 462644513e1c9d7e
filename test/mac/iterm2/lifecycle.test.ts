import { afterEach, describe, expect, test } from "vitest";
import { processesOf } from "../terminals/processes-on-tty.ts";
import { removeITerm2s, installITerm2, launchITerm2 } from "./setup.ts";
import { allSessions, app, currentWindow, firstWindow, property, windows } from "./script.ts";

afterEach(removeITerm2s);

const UP = "/bin/sh -c 'echo up; read x; echo \"got $x\"; read y'";

describe("not running [S]", () => {
  test("any property access is -600 and starts nothing", async () => {
    const made = installITerm2();
    expect(await made.script.get(property(app, "frontmost"))).toEqual({ error: -600 });
    expect(await made.script.tell(app, "createWindowWithDefaultProfile")).toEqual({ error: -600 });
    expect(await made.script.tell(app, "quit")).toEqual({ error: -600 });
    expect(made.iterm.running).toBe(false);
  });

  test("a first event starts it by the switch", async () => {
    const made = installITerm2({ switches: { launchOnFirstEvent: true } });
    expect(await made.script.value(windows, "id")).toHaveLength(1);
  });

  test("activate starts it and brings it to the front; launch starts it in the background", async () => {
    const made = installITerm2();
    await made.script.tell(app, "launch");
    expect(made.iterm.desktop()).toMatchObject({ running: true, frontmost: "Finder" });
    await made.script.tell(app, "activate");
    expect(await made.script.value(app, "frontmost")).toBe(true);
  });

  test("a launch opens a window with a login shell, or none, by the switch", async () => {
    const made = await launchITerm2();
    expect(made.iterm.world.sessions[0]?.argv).toEqual(["/bin/sh", "-l"]);
    const bare = await launchITerm2({ switches: { windowAtLaunch: false } });
    expect(bare.windowIds).toEqual([]);
  });

  test("a program that starts it hands its environment on to every session, by the switch; its user hands on nothing", async () => {
    const raycasts = { NODE_ENV: "production", LANG: "C" };
    const seen = async (inheritsEnvironment: boolean, environment?: Record<string, string>) => {
      const made = installITerm2({ switches: { inheritsEnvironment } });
      if (environment === undefined) await made.iterm.launch();
      else
        await made.iterm.send(
          { kind: "command", name: "launch", target: app, direct: undefined, parameters: {} },
          environment,
        );
      const guid = await made.tab("/bin/sh -c 'echo \"<$NODE_ENV $LANG>\"; read x'", ">");
      return made.terminal(guid).contents().trim();
    };
    expect(await seen(true, raycasts)).toBe("<production en_US.UTF-8>");
    expect(await seen(false, raycasts)).toBe("< en_US.UTF-8>");
    expect(await seen(true)).toBe("< en_US.UTF-8>");
  });

  test("not installed, it cannot be started", async () => {
    const made = installITerm2({ installed: false });
    expect(await made.script.tell(app, "activate")).toEqual({ error: -600 });
    expect(made.iterm).toMatchObject({ installed: false, running: false });
  });
});

describe("quitting", () => {
  test("ends every program, and relaunch restores windows with the same session GUIDs, other window numbers and new ttys", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(UP, "up");
    const [before, id] = [await made.script.value(allSessions, "id"), made.windowId];
    const windowGuid = await made.script.tell(made.session(guid), "variable", { named: "tab.window.id" });
    const old = made.terminal(guid);
    await made.script.tell(app, "quit");
    expect(made.iterm.running).toBe(false);
    await old.until((terminal) => terminal.exit !== null);
    await made.iterm.launch();
    expect(await made.script.value(allSessions, "id")).toEqual(before);
    expect(made.windowId).not.toBe(id);
    expect(await made.script.tell(made.session(guid), "variable", { named: "tab.window.id" })).toEqual(windowGuid);
    await made.terminal(guid).until((terminal) => /up[^]*up/.test(terminal.contents()));
    expect(made.iterm.world.modals.history).toEqual([]);
  });

  test("restored sessions run a login shell instead, by the switch, and nothing is restored without the setting", async () => {
    const made = await launchITerm2({ switches: { restoredSessionsRun: "login_shell" } });
    const guid = await made.tab(UP, "up");
    await made.iterm.quit();
    await made.iterm.launch();
    expect(made.iterm.session(guid).argv).toEqual(["/bin/sh", "-l"]);
    made.iterm.switches.restoreAtLaunch = false;
    await made.iterm.quit();
    await made.iterm.launch();
    expect(made.iterm.world.sessions.map((session) => session.guid)).not.toContain(guid);
  });

  test("may have to be confirmed: cancelled, it is -128 and nothing ends", async () => {
    const made = await launchITerm2({ switches: { confirmQuit: true } });
    const quitting = made.script.tell(app, "quit");
    await made.iterm.world.modals.asked();
    made.user.saysCancel();
    expect(await quitting).toEqual({ error: -128 });
    expect(made.iterm.running).toBe(true);
  });
});

describe("a crash", () => {
  test("answers the events under way with -609, and later ones with -600", async () => {
    const made = await launchITerm2({ profiles: [{ promptBeforeClosing: "always" }] });
    const closing = made.script.tell(firstWindow, "close");
    await made.iterm.world.modals.asked();
    made.iterm.crash();
    expect(await closing).toEqual({ error: -609 });
    expect(await made.script.get(currentWindow)).toEqual({ error: -600 });
    expect(made.iterm.desktop()).toEqual({ frontmost: "Finder", running: false, asking: [], windows: [] });
  });

  test("leaves the programs running; relaunch finds them again under the same GUIDs and ttys", async () => {
    const made = await launchITerm2();
    const guid = await made.tab(UP, "up");
    const [tty, pid] = [made.terminal(guid).tty, made.terminal(guid).pid];
    made.iterm.crash();
    await made.iterm.launch();
    expect([made.terminal(guid).tty, made.terminal(guid).pid]).toEqual([tty, pid]);
    made.user.types(guid, "again\r");
    await made.terminal(guid).until((terminal) => terminal.contents().includes("got again"));
  });

  test("takes the programs with it by the switch", async () => {
    const made = await launchITerm2({ switches: { programsSurviveCrash: false } });
    const terminal = made.terminal(await made.tab(UP, "up"));
    made.iterm.crash();
    expect((await terminal.until((each) => each.exit !== null)).exit).toEqual({ code: null, signal: "SIGHUP" });
  });
});

describe("hanging", () => {
  test("costs the sender -1712; iTerm2 does what was asked when it is back", async () => {
    const made = await launchITerm2();
    made.iterm.hangs(true);
    const creating = made.script.tell(firstWindow, "createTabWithDefaultProfile", { command: "cat" });
    made.clock.advance(120_000);
    expect(await creating).toEqual({ error: -1712 });
    expect(made.iterm.world.tabs).toHaveLength(1);
    made.iterm.hangs(false);
    await made.script.get(windows);
    expect(made.iterm.world.tabs).toHaveLength(2);
  });
});

describe("switching the Mac off", () => {
  test("leaves no process of any session: running, closed, buried, deaf to SIGHUP or gone its own way", async () => {
    const made = await launchITerm2();
    const deaf = await made.tab('/bin/sh -c \'trap "" HUP; setsid sh -c "echo up; exec sleep 60" & wait\'', "up");
    const closed = await made.tab(UP, "up");
    const buried = await made.tab(UP, "up");
    const leaders = made.iterm.world.sessions.map((session) => session.terminal?.pid ?? 0);
    const mark = `ITERM_SESSION_ID=w0t1p0:${deaf}`;
    expect(processesOf(made.terminal(deaf).pid ?? 0, mark).length).toBe(2);
    await made.user.closesPane(closed);
    made.user.buries(buried);
    await made.iterm.shutdown();
    expect(leaders.flatMap((pid) => processesOf(pid, mark))).toEqual([]);
  });
});
