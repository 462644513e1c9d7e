import { describe, expect, test } from "vitest";
import { parseNotification } from "./applescript.ts";
import { useTestMac } from "./setup.ts";

const mac = useTestMac();
const shown = (parts: object) => ({ title: "", subtitle: "", sound: "", body: "", ...parts });

describe("display notification, the only AppleScript that is understood", () => {
  test.each([
    [`display notification "hello"`, { body: "hello" }],
    [
      `display notification "a" with title "t" subtitle "s" sound name "Ping"`,
      { body: "a", title: "t", subtitle: "s", sound: "Ping" },
    ],
    [`Display Notification "a" subtitle "s" with title "t"`, { body: "a", title: "t", subtitle: "s" }],
    [String.raw`display notification "a \"quoted\" \\ slash"`, { body: `a "quoted" \\ slash` }],
    [`display notification "two\nlines"`, { body: "two\nlines" }],
    [`display notification character id {104, 8217, 128512}`, { body: "h’😀" }],
    [`display notification (character id 65 & "b" & character id {}) with title ("t")`, { body: "Ab", title: "t" }],
    [`\n  display notification "a"\n\n`, { body: "a" }],
  ])("%j", (script, parts) => {
    expect(parseNotification(script)).toEqual(shown(parts));
  });

  test.each([
    `display dialog "x"`,
    `display notification`,
    `display notification "open`,
    `display notification "x" with subtitle "y"`,
    `display notification "x" with title "a" with title "b"`,
    `display notification "x" & `,
    `display notification "x" do shell script "id"`,
    `display notification "x"\ndo shell script "id"`,
    String.raw`display notification "\q"`,
    `display notification character id {1114112}`,
    `display notification “curly”`,
    ``,
  ])("%j is a syntax error (-2741), and nothing is shown", async (script) => {
    const { stdout, stderr, status } = await mac.osascript(["-e", script]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/syntax error: .*\(-2741\)\n$/s);
    expect(mac.appleEvents.notifications).toEqual([]);
  });

  test("a notification is shown and recorded on the Mac, also if the script is given an empty argument", async () => {
    expect(await mac.osascript(["-e", `display notification "b" with title "t"`, ""])).toMatchObject({
      stdout: "",
      stderr: "",
      status: 0,
    });
    expect(mac.appleEvents.notifications).toEqual([shown({ title: "t", body: "b" })]);
    expect(mac.appleEvents.eventCount).toBe(0);
  });
});

describe("displayNotification of the Standard Additions", () => {
  test("takes its named parameters in one object", async () => {
    await mac.script(`
      const me = Application.currentApplication();
      me.includeStandardAdditions = true;
      me.displayNotification("b", { withTitle: "t", subtitle: "s", soundName: "Ping" });`);
    expect(mac.appleEvents.notifications).toEqual([{ title: "t", subtitle: "s", sound: "Ping", body: "b" }]);
  });

  test.each([
    `Application.currentApplication().displayNotification("b")`,
    `const me = Application.currentApplication(); me.includeStandardAdditions = true; me.displayNotification("b", { title: "t" })`,
    `const me = Application.currentApplication(); me.includeStandardAdditions = true; me.doShellScript("id")`,
  ])("%s fails", async (script) => {
    expect(await mac.script(script)).toMatchObject({ status: 1 });
    expect(mac.appleEvents.notifications).toEqual([]);
  });
});
