import { describe, expect, test } from "vitest";
import { appScript, useTestMac } from "./setup.ts";

const mac = useTestMac();
const session = "app.windows[0].tabs[0].sessions[0]";
const errorOf = (statement: string) =>
  mac.evaluate(`try { ${statement}; return 0 } catch (e) { return e.errorNumber ?? e.name }`);

describe("names come camel-cased from the dictionary", () => {
  test.each(["isAtShellPrompt", "uniqueID", "ANSIBlackColor", "profileName"])("%s", async (name) => {
    mac.application.answers(`get ${session}.${name}`, "there");
    expect(await mac.evaluate(`return ${session}.${name}()`)).toBe("there");
  });
});

describe("named parameters are one object", () => {
  test.each([
    [`${session}.write({ text: "a", newline: false })`, `${session}.write({"text":"a","newline":false})`],
    [`${session}.variable({ named: "tab.id" })`, `${session}.variable({"named":"tab.id"})`],
    [`${session}.setVariable({ named: "user.a", to: "b" })`, `${session}.setVariable({"named":"user.a","to":"b"})`],
    [
      `app.windows[0].createTab({ withProfile: "P", command: "c" })`,
      `app.windows[0].createTab({"withProfile":"P","command":"c"})`,
    ],
    [
      `app.windows[0].createTabWithDefaultProfile({ command: "c" })`,
      `app.windows[0].createTabWithDefaultProfile({"command":"c"})`,
    ],
    [`app.windows[0].createTabWithDefaultProfile()`, `app.windows[0].createTabWithDefaultProfile()`],
    [
      `${session}.splitVerticallyWithDefaultProfile({ command: "c" })`,
      `${session}.splitVerticallyWithDefaultProfile({"command":"c"})`,
    ],
  ])("%s", async (call, event) => {
    await mac.evaluate(`${call}; return 1`);
    expect(mac.application.received).toEqual([event]);
  });

  test("a direct parameter is positional", async () => {
    await mac.evaluate(
      `app.createWindowWithProfile("Default"); app.createWindowWithProfile("A", { command: "c" }); return 1`,
    );
    expect(mac.application.received).toEqual([
      `app.createWindowWithProfile("Default")`,
      `app.createWindowWithProfile("A", {"command":"c"})`,
    ]);
  });

  test("a command of the application takes its object as the direct parameter", async () => {
    await mac.evaluate(`app.select(app.windows[1].tabs[0]); return 1`);
    expect(mac.application.received).toEqual([`app.windows[1].tabs[0].select()`]);
  });

  test("what a command makes comes back as a working specifier", async () => {
    mac.application
      .answers("app.windows[0].createTabWithDefaultProfile()", {
        specifier: {
          kind: "element",
          of: { kind: "element", of: { kind: "application" }, name: "windows", by: { id: 7 } },
          name: "tabs",
          by: { index: 2 },
        },
      })
      .answers("get app.windows{id 7}.tabs[2].currentSession.id", "GUID");
    const made = "return app.windows[0].createTabWithDefaultProfile().currentSession.id()";
    expect(await mac.evaluate(made)).toBe("GUID");
  });

  test.each([
    `${session}.write("text")`,
    `${session}.write({ txt: "a" })`,
    `${session}.write({ text: undefined })`,
    `${session}.write({ text: 3 })`,
    `${session}.write({ text: "a", newline: "no" })`,
    `app.createWindowWithProfile({ command: "c" }, "Default")`,
    `app.activate("now")`,
  ])("%s fits no parameter: -1700, and no event is sent", async (call) => {
    expect(await errorOf(call)).toBe(-1700);
    expect(mac.appleEvents.eventCount).toBe(0);
  });

  test.each([
    `app.windows[0].createTab({ command: "c" })`,
    `${session}.variable()`,
    `app.createWindowWithProfile({ command: "c" })`,
  ])("%s lacks a parameter that the dictionary demands: -1715", async (call) => {
    expect(await errorOf(call)).toBe(-1715);
    expect(mac.application.received).toEqual([]);
  });
});

describe("nothing exists but what the dictionary has", () => {
  test.each([
    "app.tabs()",
    "app.windows[0].title()",
    `${session}.exitStatus()`,
    "app.windows.titles()",
    "app.name.length()",
  ])("%s: an unknown property is undefined, so calling it is a TypeError", async (call) => {
    expect(await errorOf(call)).toBe("TypeError");
    expect(mac.appleEvents.eventCount).toBe(0);
  });

  test("an uncaught TypeError is -2700", async () => {
    expect((await mac.script(`Application("com.googlecode.iterm2").openTab()`)).stderr).toMatch(
      /^execution error: Error: TypeError: .*\(-2700\)\n$/,
    );
  });

  test.each(["app.close()", "app.windows[0].write({ text: 'x' })", `${session}.createTabWithDefaultProfile()`])(
    "%s: a command that this object does not know is not understood (-1708)",
    async (call) => {
      expect(await errorOf(call)).toBe(-1708);
      expect(mac.application.received).toEqual([]);
    },
  );

  test.each([
    "app.windows[0].make({ new: app })",
    `${session}.delete()`,
    `${session}.duplicate({ to: app })`,
    `${session}.move({ to: app })`,
    "app.quit({ saving: true })",
    "app.windows.count({ each: 'tab' })",
    "app.id()",
    "app.includeStandardAdditions = true",
    "app.windows.tabs.sessions.contents()",
    "app.windows[0].tabs.sessions.text()",
  ])("%s is refused loudly, even if the script catches everything", async (call) => {
    const result = await mac.script(appScript(`try { ${call} } catch (e) {} return "went on"`));
    expect(result).toMatchObject({ stdout: "", status: 70, stderr: expect.stringMatching(/^test Mac: /) });
    expect(mac.application.received).toEqual([]);
  });

  test.each([`${session}.tty = "x"`, `${session}.id.set("x")`, "app.version = '1'", "app.windows[0].colour = 'red'"])(
    "%s cannot be set (-10006)",
    async (statement) => {
      expect(await errorOf(statement)).toBe(-10006);
      expect(mac.application.received).toEqual([]);
    },
  );
});
