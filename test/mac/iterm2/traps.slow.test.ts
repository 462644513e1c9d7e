import { afterEach, describe, expect, test } from "vitest";
import { AppleEvents } from "../osascript/apple-events.ts";
import type { AppleEventsOptions } from "../osascript/apple-events.ts";
import { createScriptRunner } from "../osascript/script-runner.ts";
import type { ScriptResult, ScriptRunner } from "../osascript/script-runner.ts";
import { appScript } from "../osascript/setup.ts";
import { ScriptedTerminal } from "../terminals/scripted-terminal.ts";
import type { TerminalFactory } from "../terminals/terminal.ts";
import type { ITerm2Setup } from "./setup.ts";
import { removeITerm2s, installITerm2 } from "./setup.ts";
import type { ITerm2Options } from "./iterm2.ts";
import type { Session } from "./session.ts";

/** Each trap is walked into on purpose: the test Mac must make it hurt. */

const runners: ScriptRunner[] = [];

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
  await removeITerm2s();
});

interface TrappedMac {
  made: ITerm2Setup;
  events: AppleEvents;
  /** Runs the body of `run(argv)` with `app` being iTerm2. */
  run(body: string, ...argv: string[]): Promise<ScriptResult>;
  /** What the body returns, through JSON. */
  tells(body: string, ...argv: string[]): Promise<unknown>;
}

/** iTerm2, with one window of one shell if it runs; sessions put out only what a test has them say. */
async function aMac(
  options: { iterm2?: Partial<ITerm2Options>; events?: Partial<AppleEventsOptions>; running?: boolean } = {},
): Promise<TrappedMac> {
  const made = installITerm2({ terminals: (spec) => new ScriptedTerminal(spec), ...options.iterm2 });
  if (options.running ?? true) await made.iterm.launch();
  const events = new AppleEvents({ application: made.iterm, ...options.events });
  const runner = createScriptRunner(events);
  runners.push(runner);
  const run: TrappedMac["run"] = (body, ...argv) => runner.run(["-l", "JavaScript", "-", ...argv], appScript(body));
  return {
    made,
    events,
    run,
    async tells(body, ...argv) {
      const { stdout, stderr } = await run(`return JSON.stringify((() => { ${body} })())`, ...argv);
      if (stderr !== "") throw new Error(stderr);
      return JSON.parse(stdout);
    },
  };
}

function screenOf(session: Session | undefined): ScriptedTerminal {
  if (session?.terminal instanceof ScriptedTerminal) return session.terminal;
  throw new Error("No scripted terminal");
}

const FIRST = "app.windows[0].tabs[0].sessions[0]";

describe("traps", () => {
  test("1: text of the user in the source of a script breaks it, or runs", async () => {
    const { made, run } = await aMac();
    const write = (text: string) => `${FIRST}.write({ text: "${text}", newline: false })`;
    expect(await run(write('say "hi"'))).toMatchObject({ status: 1, stderr: expect.stringContaining("SyntaxError") });
    await run(write('" + (app.quit(), "") + "'));
    expect(made.iterm.running).toBe(false);
  });

  test("2: a command that is more than a plain path meets no shell, and iTerm2's own reading of it", async () => {
    const { made, run } = await aMac();
    await run(
      "for (const command of argv) app.windows[0].createTabWithDefaultProfile({ command })",
      ...["npm run dev && echo $HOME", "/Users/me/my project/run.sh", "echo \\(profileName)"],
    );
    expect(made.iterm.world.tabs.slice(1).map(({ active }) => active.argv)).toEqual([
      ["npm", "run", "dev", "&&", "echo", "$HOME"],
      ["/Users/me/my", "project/run.sh"],
      ["echo", "Default"],
    ]);
  });

  test("3: a tab's index that was kept leads to another session, a window's id to nothing", async () => {
    const { made, tells } = await aMac();
    const meant = await made.user.opensTab();
    const other = await made.user.opensTab();
    await made.user.closesTab(made.windowId, 0);
    expect(await tells("return app.windows[0].tabs[1].sessions[0].id()")).toBe(other);
    expect(other).not.toBe(meant);
    const kept = made.windowId;
    made.user.togglesFullScreen(kept);
    const number = `try { app.windows.byId(${kept}).name(); return 0 } catch (error) { return error.errorNumber }`;
    expect(await tells(number)).toBe(-1728);
  });

  test("4: the newest tab is not the last one", async () => {
    const { made, tells } = await aMac({ iterm2: { switches: { newTabsAtEnd: false } } });
    const last = await made.user.opensTab();
    made.user.selectsTab(made.windowId, 0);
    const seen = await tells(`
      const window = app.windows[0];
      window.createTabWithDefaultProfile({ command: "cat" });
      return window.tabs[window.tabs.length - 1].sessions[0].id();`);
    expect(seen).toBe(last);
  });

  test("5: currentWindow() is null though a window is open", async () => {
    const { made, run, tells } = await aMac();
    await made.user.opensWindow();
    await made.user.closesWindow(made.windowId);
    expect(await tells("return [app.windows.length, app.currentWindow()]")).toEqual([1, null]);
    const opening = await run(`app.currentWindow().createTabWithDefaultProfile({ command: "cat" })`);
    expect(opening.stderr).toMatch(/TypeError.*\(-2700\)/);
  });

  test("6: one window without tabs breaks a listing; read as empty it hides nothing but is no answer", async () => {
    const { made, run, tells } = await aMac();
    made.user.leavesZombieWindow();
    expect((await run("return app.windows().map((window) => window.tabs().length)")).stderr).toMatch(/TypeError/);
    expect(await tells("return app.windows.tabs.sessions.id()")).toEqual([null, [[expect.any(String)]]]);
  });

  test("7: columns that are zipped unseen give one session the tty of another", async () => {
    const terminals: TerminalFactory = (spec) => new ScriptedTerminal(spec, { tty: `/dev/${spec.argv[0]}` });
    const { made, events, tells } = await aMac({ iterm2: { terminals } });
    const meant = await made.user.opensTab({ command: "mine" });
    await made.user.opensTab({ command: "others" });
    events.inject({ event: 1, when: "after", then: { happens: () => made.user.closesTab(made.windowId, 0) } });
    const zipped = await tells(`
      const sessions = app.windows[0].tabs.sessions;
      const ids = sessions.id(), ttys = sessions.tty();
      return Object.fromEntries(ids.map(([id], at) => [id, (ttys[at] || [])[0]]));`);
    expect(zipped).toHaveProperty(meant, "/dev/others");
  });

  test("8: whose, and the contents of every session, are refused whatever the script catches", async () => {
    const { run } = await aMac();
    for (const [call, why] of [
      ["app.windows.whose({ name: 'x' })", "whose"],
      ["app.windows.tabs.sessions.contents()", "scrollback of them all"],
    ] as const) {
      await expect(run(`try { ${call} } catch (error) {} return "went on"`)).rejects.toThrow(why);
    }
  });

  test("9: isProcessing is false of a program at work, isAtShellPrompt of a shell at its prompt", async () => {
    const { made, tells } = await aMac();
    await screenOf(made.iterm.world.sessions[0]).says("$ ");
    const guid = await made.user.opensTab({ command: "compile" });
    made.clock.advance(2_000);
    expect(made.iterm.session(guid).ended).toBe(false);
    expect(await tells("return app.windows[0].tabs.sessions.isProcessing()")).toEqual([[false], [false]]);
    expect(await tells("return app.windows[0].tabs.sessions.isAtShellPrompt()")).toEqual([[false], [false]]);
  });

  test("10: closing a window waits for its user, and the processes of what is closed live on", async () => {
    const { made, events, run } = await aMac();
    await made.user.opensTab();
    events.eventTimeoutMs = 20;
    expect((await run("app.windows[0].close()")).stderr).toContain("(-1712)");
    expect(made.iterm.desktop().asking).toEqual([expect.stringContaining("several sessions")]);
    made.user.saysCancel();
    events.eventTimeoutMs = 60_000;
    const [closed] = made.iterm.world.sessions;
    const terminal = screenOf(closed);
    await run("app.windows[0].tabs[0].close()");
    expect(terminal.exit).toBeNull();
    made.clock.advance(5_000);
    await terminal.until((each) => each.exit !== null);
  });

  test.each([-1712, -609])("11: what is tried again after %i has been done twice", async (error) => {
    const { made, events, run } = await aMac();
    events.inject({ event: 1, when: "after", then: { error } });
    const create = `app.windows[0].createTabWithDefaultProfile({ command: "cat" })`;
    await run(`try { ${create} } catch (error) { ${create} }`);
    expect(made.iterm.world.tabs).toHaveLength(3);
  });

  test("12: a short timeout takes the consent sheet away before anybody can answer it", async () => {
    const { events, run } = await aMac({ events: { permission: "ask", eventTimeoutMs: 20 } });
    expect((await run("return app.name()")).stderr).toContain("(-1712)");
    expect(events.consentSheet).toBe(false);
    expect(events.permission).toBe("ask");
  });

  test("13: a session whose name was set is not found by its profile's name any more", async () => {
    const { tells } = await aMac();
    expect(await tells(`${FIRST}.name = "[web] server"; return ${FIRST}.profileName()`)).toBe("[web] server");
  });

  test("14: each line of a write is an Enter, broadcast takes it elsewhere, and an ended session swallows it", async () => {
    const { made, run } = await aMac({ iterm2: { profiles: [{ whenProgramEnds: "keep" }] } });
    await made.user.opensTab();
    const screens = made.iterm.world.sessions.map(screenOf);
    for (const screen of screens) await screen.says("$ ");
    made.user.broadcastsInput({ window: made.windowId });
    await run(`${FIRST}.write({ text: argv[0] })`, "cd /tmp\nrm -r build");
    expect(screens.map(({ typed }) => typed)).toEqual([["cd /tmp\nrm -r build\r"], ["cd /tmp\nrm -r build\r"]]);
    made.user.broadcastsInput(null);
    await screens[0]?.ends();
    expect(await run(`${FIRST}.write({ text: "anyone?" })`)).toMatchObject({ status: 0, stderr: "" });
    expect(screens[0]?.typed).toHaveLength(1);
  });

  test("15: a command that ends within 3 s brings up a dialog, in front of everything, that holds up all scripts", async () => {
    const { made, events, run } = await aMac();
    const guid = await made.user.opensTab({ command: "true" });
    made.user.switchesTo("Safari");
    made.clock.advance(2_999);
    await screenOf(made.iterm.session(guid)).ends();
    expect(made.iterm.desktop()).toMatchObject({ asking: [expect.stringContaining("very soon")], frontmost: "iTerm2" });
    events.eventTimeoutMs = 20;
    expect((await run("return app.name()")).stderr).toContain("(-1712)");
  });

  test("16: the text of an error is another one on another Mac; its number is the same", async () => {
    const { events, run } = await aMac();
    const failing = "return app.windows[0].tabs[9].title()";
    const english = await run(failing);
    events.switches.stderrShape = "localised";
    const french = await run(failing);
    expect(english.stderr).toContain("execution error");
    expect(french.stderr).not.toContain("execution error");
    expect([english, french].map(({ stderr }) => /\((-?\d+)\)\n$/.exec(stderr)?.[1])).toEqual(["-1719", "-1719"]);
  });

  test("17: a property asked for before running() is -600, or starts iTerm2", async () => {
    const { made, events, run } = await aMac({ running: false });
    expect((await run("return app.version()")).stderr).toContain("(-600)");
    events.switches.launchesOnFirstEvent = true;
    expect(await run("return app.version()")).toMatchObject({ status: 0 });
    expect(made.iterm.running).toBe(true);
  });

  test("18: activate(), and a window made, take the user's focus", async () => {
    const { made, run } = await aMac();
    for (const call of ["app.activate()", "app.createWindowWithDefaultProfile()"]) {
      made.user.switchesTo("Safari");
      await run(call);
      expect(made.iterm.desktop().frontmost).toBe("iTerm2");
    }
  });

  test("19: a promise is never kept, setTimeout is not there, and const delay kills the script at load", async () => {
    const { made, run } = await aMac();
    expect(await run("Promise.resolve().then(() => app.quit()); return 1")).toMatchObject({ stdout: "1\n" });
    expect(made.iterm.running).toBe(true);
    expect((await run("setTimeout(() => 1, 1)")).stderr).toContain("ReferenceError");
    const [runner] = runners;
    const killed = await runner?.run(["-l", "JavaScript"], "console.log('started'); const delay = 1;");
    expect(killed).toMatchObject({ status: 1, stderr: expect.stringMatching(/SyntaxError/) });
    expect(killed?.stderr).not.toContain("started");
  });
});
