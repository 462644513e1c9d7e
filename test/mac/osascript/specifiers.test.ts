import { describe, expect, test } from "vitest";
import type { Specifier } from "../apple-event.ts";
import { useTestMac } from "./setup.ts";

const mac = useTestMac();
const app: Specifier = { kind: "application" };
const window = (id: number): Specifier => ({ kind: "element", of: app, name: "windows", by: { id } });

describe("application object", () => {
  test("the bundle id finds iTerm2", async () => {
    mac.application.answers("get app.version", "3.6.0");
    expect(await mac.evaluate("return app.version()")).toBe("3.6.0");
  });

  test.each(["iTerm", "iTerm2"])("by the name %s it may fail with -1728", async (name) => {
    const { stderr, status } = await mac.script(`Application("${name}").version()`);
    expect({ stderr, status }).toEqual({ stderr: expect.stringMatching(/\(-1728\)\n$/), status: 1 });
  });

  test.each(["iTerm", "iTerm2"])("on other Macs the name %s is found", async (name) => {
    mac.appleEvents.switches.findsByName = true;
    mac.application.answers("get app.version", "3.6.0");
    expect(await mac.script(`Application("${name}").version()`)).toMatchObject({ stdout: "3.6.0\n", status: 0 });
  });

  test("not installed: the constructor throws -2700", async () => {
    mac.application.installed = false;
    expect(await mac.script(`Application("com.googlecode.iterm2"); "found"`)).toMatchObject({
      stdout: "",
      stderr: "execution error: Error: Error: Application can't be found. (-2700)\n",
      status: 1,
    });
  });

  test("an application that this Mac does not have can't be found", async () => {
    expect((await mac.script(`Application("com.apple.Terminal")`)).stderr).toMatch(/can't be found\. \(-2700\)\n$/);
  });

  test("running() neither launches the application nor sends an event", async () => {
    mac.application.running = false;
    expect(await mac.evaluate("return app.running()")).toBe(false);
    expect(mac.application.running).toBe(false);
    expect(mac.appleEvents.eventCount).toBe(0);
  });

  test("any property access while it is not running is -600", async () => {
    mac.application.running = false;
    const { stderr, status } = await mac.script(`Application("com.googlecode.iterm2").windows()`);
    expect({ stderr, status }).toEqual({ stderr: expect.stringMatching(/\(-600\)\n$/), status: 1 });
    expect(mac.application.received).toEqual([]);
  });

  test("switch: the first event may launch it instead", async () => {
    mac.application.running = false;
    mac.appleEvents.switches.launchesOnFirstEvent = true;
    mac.application.answers("get app.version", "3.6.0");
    expect(await mac.evaluate("return app.version()")).toBe("3.6.0");
    expect(mac.application.received).toEqual(["app.launch()", "get app.version"]);
  });

  test.each(["activate", "launch"])("%s() is the way to start it", async (command) => {
    mac.application.running = false;
    expect(await mac.evaluate(`app.${command}(); return app.running()`)).toBe(true);
    expect(mac.appleEvents.eventCount).toBe(1);
  });

  test.each([
    ["never", "granted", true],
    ["when_permitted", "denied", true],
    ["when_permitted", "granted", false],
  ] as const)(
    "terminology %s, permission %s, running %s: members are undefined, which shows as a TypeError (-2700)",
    async (terminology, permission, running) => {
      mac.appleEvents.switches.terminology = terminology;
      mac.appleEvents.permission = permission;
      mac.application.running = running;
      const result = await mac.script(`Application("com.googlecode.iterm2").windows()`);
      expect(result).toMatchObject({ status: 1, stderr: expect.stringMatching(/TypeError: .* is not a function/) });
      expect(result.stderr).toMatch(/\(-2700\)\n$/);
      expect(mac.appleEvents.eventCount).toBe(0);
    },
  );
});

test("without terminology the application can still be asked whether it runs, and be launched", async () => {
  mac.appleEvents.switches.terminology = "when_permitted";
  mac.application.running = false;
  mac.application.answers("get app.version", "3.6.0");
  expect(await mac.evaluate("const before = app.running(); app.launch(); return [before, app.version()]")).toEqual([
    false,
    "3.6.0",
  ]);
});

describe("specifiers are lazy", () => {
  test("building one sends nothing; an out-of-range index fails only when called", async () => {
    mac.application.fails("get app.windows[9].tabs[3].title", -1719);
    const caught = await mac.evaluate(`
      const title = app.windows[9].tabs[3].title;
      try { title(); return "no error" } catch (e) { return e.errorNumber }`);
    expect(caught).toBe(-1719);
    expect(mac.application.received).toEqual(["get app.windows[9].tabs[3].title"]);
  });

  test("windows() is an array of working specifiers", async () => {
    mac.application
      .answers("get app.windows", [{ specifier: window(7) }, { specifier: window(9) }])
      .answers("get app.windows{id 9}.name", "second");
    expect(
      await mac.evaluate("const all = app.windows(); return [Array.isArray(all), all.length, all[1].name()]"),
    ).toEqual([true, 2, "second"]);
    expect(mac.appleEvents.eventCount).toBe(2);
  });

  test.each([
    ["app.windows[2]", "get app.windows[2].name"],
    ["app.windows.at(2)", "get app.windows[2].name"],
    ["app.windows.at(-1)", "get app.windows[-1].name"],
    ["app.windows.byId(7)", "get app.windows{id 7}.name"],
    ["app.windows.byName('w')", "get app.windows{name w}.name"],
    ["app.windows[0].tabs[1].sessions.byId('GUID')", "get app.windows[0].tabs[1].sessions{id GUID}.name"],
  ])("%s picks one element", async (expression, event) => {
    mac.application.answers(event, "picked");
    expect(await mac.evaluate(`return ${expression}.name()`)).toBe("picked");
    expect(mac.application.received).toEqual([event]);
  });

  test("() of a property gives a plain value, .get() the same", async () => {
    mac.application.answers("get app.frontmost", true);
    expect(await mac.evaluate("return [app.frontmost(), app.frontmost.get()]")).toEqual([true, true]);
  });

  test("() of an object property gives a specifier that goes on working", async () => {
    mac.application
      .answers("get app.currentWindow", { specifier: window(7) })
      .answers("get app.windows{id 7}.currentTab.title", "build");
    expect(await mac.evaluate("return app.currentWindow().currentTab.title()")).toBe("build");
  });

  test("missing value is null, alone and inside lists", async () => {
    mac.application.answers("get app.currentWindow", null).answers("get app.windows.currentTab", [null, null]);
    expect(await mac.evaluate("return [app.currentWindow(), app.windows.currentTab()]")).toEqual([null, [null, null]]);
  });

  test(".length sends one count", async () => {
    mac.application.answers("count app.windows", 3);
    expect(await mac.evaluate("return app.windows.length")).toBe(3);
    expect(mac.application.received).toEqual(["count app.windows"]);
  });

  test("switch: .length may read the whole collection instead", async () => {
    mac.appleEvents.switches.lengthSends = "get";
    mac.application.answers("get app.windows", [{ specifier: window(7) }]);
    expect(await mac.evaluate("return app.windows.length")).toBe(1);
  });

  test("exists() asks without failing", async () => {
    mac.application.answers("exists app.windows{id 7}", false);
    expect(await mac.evaluate("return app.windows.byId(7).exists()")).toBe(false);
  });

  test("an assignment and .set() are the same event", async () => {
    await mac.evaluate(`const s = app.windows[0].tabs[0].sessions[0]; s.name = "a"; s.name.set("b"); return 1`);
    const name = "app.windows[0].tabs[0].sessions[0].name";
    expect(mac.application.received).toEqual([`set ${name} = "a"`, `set ${name} = "b"`]);
  });

  test("a specifier is no value: it does not turn into JSON or into its text", async () => {
    expect(await mac.evaluate("return [app.version, String(app.version), typeof app.version]")).toEqual([
      null,
      "[object ObjectSpecifier]",
      "function",
    ]);
    expect(mac.appleEvents.eventCount).toBe(0);
  });

  test("a collection is no array: it cannot be mapped or iterated before it is read", async () => {
    expect(
      await mac.evaluate(`
        const refused = [];
        for (const attempt of [() => app.windows.map((w) => w), () => { for (const w of app.windows) refused.push(w) }]) {
          try { attempt() } catch (e) { refused.push(e instanceof TypeError) }
        }
        return refused`),
    ).toEqual([true, true]);
  });

  test("whose is refused loudly, even if the script catches everything", async () => {
    const result = await mac.script(
      `try { Application("com.googlecode.iterm2").windows.whose({ id: 1 }) } catch (e) {} "went on"`,
    );
    expect(result).toMatchObject({ stdout: "", status: 70, stderr: expect.stringContaining("whose") });
  });
});

describe("bulk reads", () => {
  test("a column of all sessions is one event, as [window][tab][session]", async () => {
    const column = [[["/dev/ttys001", "/dev/ttys002"], ["/dev/ttys003"]], [["/dev/ttys004"]]];
    mac.application.answers("get app.windows.tabs.sessions.tty", column);
    expect(await mac.evaluate("return app.windows.tabs.sessions.tty()")).toEqual(column);
    expect(mac.appleEvents.eventCount).toBe(1);
  });

  test("a column of one window is [tab][session]", async () => {
    mac.application.answers("get app.windows{id 7}.tabs.sessions.id", [["A", "B"], ["C"]]);
    expect(await mac.evaluate("return app.windows.byId(7).tabs.sessions.id()")).toEqual([["A", "B"], ["C"]]);
  });

  test("columns may differ in length or hold nulls: they arrive as they are", async () => {
    mac.application
      .answers("get app.windows.tabs.sessions.id", [[["A"]], null])
      .answers("get app.windows.tabs.sessions.tty", [[["/dev/ttys001"], ["/dev/ttys002"]]]);
    expect(await mac.evaluate("const s = app.windows.tabs.sessions; return [s.id(), s.tty()]")).toEqual([
      [[["A"]], null],
      [[["/dev/ttys001"], ["/dev/ttys002"]]],
    ]);
  });

  test.each([
    "app.windows.close()",
    "app.windows.tabs.sessions.write({ text: 'x' })",
    "app.windows.currentTab.select()",
  ])("%s: commands over element arrays do not work and reach nobody", async (call) => {
    expect(await mac.evaluate(`try { ${call}; return 0 } catch (e) { return e.errorNumber }`)).toBe(-1708);
    expect(mac.application.received).toEqual([]);
  });

  test("a property cannot be set over an element array", async () => {
    const set = `try { app.windows.tabs.sessions.name = "x"; return 0 } catch (e) { return e.errorNumber }`;
    expect(await mac.evaluate(set)).toBe(-10006);
    expect(mac.application.received).toEqual([]);
  });
});
