import { describe, expect, test } from "vitest";
import { appScript, useTestMac } from "./setup.ts";

const mac = useTestMac();
const three = appScript("app.name(); app.windows[0].select(); return app.version()");
const threeEvents = ["get app.name", "app.windows[0].select()", "get app.version"];

describe("Apple events are counted", () => {
  test("in all, by osascript, and one by one in a log", async () => {
    mac.application.answers("get app.version", "3.6.0");
    await mac.script(three, "first");
    await mac.script(appScript("return app.version()"), "second");
    expect(mac.appleEvents.eventCount).toBe(4);
    expect(mac.appleEvents.runs).toMatchObject([
      { run: 1, argv: ["first"], events: 3, ended: true },
      { run: 2, argv: ["second"], events: 1, ended: true },
    ]);
    expect(mac.appleEvents.events.map(({ run, number, reply }) => ({ run, number, reply }))).toEqual([
      { run: 1, number: 1, reply: { value: null } },
      { run: 1, number: 2, reply: { value: null } },
      { run: 1, number: 3, reply: { value: "3.6.0" } },
      { run: 2, number: 1, reply: { value: "3.6.0" } },
    ]);
  });

  test("an event that fails counts as well", async () => {
    mac.application.running = false;
    await mac.script(appScript("return app.version()"));
    expect(mac.appleEvents.events).toMatchObject([{ run: 1, number: 1, reply: { error: -600 } }]);
  });
});

describe("faults to order", () => {
  const errors = [-600, -609, -1712, -1743, -1728, -1719, -10000];

  test.each(errors)("error %i before an event: it does not take effect", async (error) => {
    mac.appleEvents.inject({ run: 1, event: 2, when: "before", then: { error } });
    const { status, stderr } = await mac.script(three);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`(${error})\n`) });
    expect(mac.application.received).toEqual(threeEvents.slice(0, 1));
    expect(mac.appleEvents.faults.pending).toBe(0);
  });

  test.each(errors)("error %i after an event: it has taken effect, the script does not know", async (error) => {
    mac.appleEvents.inject({ run: 1, event: 2, when: "after", then: { error } });
    const { status, stderr } = await mac.script(three);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`(${error})\n`) });
    expect(mac.application.received).toEqual(threeEvents.slice(0, 2));
  });

  test.each([
    ["before", 1],
    ["after", 2],
  ] as const)("osascript killed %s an event", async (when, reached) => {
    mac.appleEvents.inject({ event: 2, when, then: { kill: true } });
    expect(await mac.script(three)).toEqual({ stdout: "", stderr: "", status: null, signal: "SIGKILL" });
    expect(mac.application.received).toEqual(threeEvents.slice(0, reached));
  });

  test.each([
    ["before", 1],
    ["after", 2],
  ] as const)("a hang %s an event ends when the caller kills osascript, and not before", async (when, reached) => {
    let kill = () => {};
    mac.appleEvents.inject({ event: 2, when, then: { happens: () => kill() } });
    mac.appleEvents.inject({ event: 2, when, then: { hang: true } });
    const result = await mac.osascript(["-l", "JavaScript"], three, (child) => {
      kill = () => void child.kill("SIGTERM");
    });
    expect(result).toMatchObject({ stdout: "", status: null, signal: "SIGTERM" });
    expect(mac.application.received).toEqual(threeEvents.slice(0, reached));
  });

  test("a hang becomes -1712 when the event times out; the application goes on", async () => {
    mac.appleEvents.eventTimeoutMs = 20;
    mac.appleEvents.inject({ event: 2, when: "after", then: { hang: true } });
    expect((await mac.script(three)).stderr).toMatch(/\(-1712\)\n$/);
    expect(mac.application.received).toEqual(threeEvents.slice(0, 2));
  });

  test("an application that answers too late is -1712, and has done what it was asked", async () => {
    mac.appleEvents.eventTimeoutMs = 20;
    let finish = () => {};
    const done = new Promise<void>((resolve) => (finish = resolve));
    mac.application.does("app.windows[0].select()", async () => {
      await done;
      return { value: null };
    });
    expect((await mac.script(three)).stderr).toMatch(/\(-1712\)\n$/);
    finish();
    expect(mac.application.received).toContain("app.windows[0].select()");
    expect(mac.appleEvents.events.at(-1)?.reply).toEqual({ error: -1712 });
  });

  test.each([
    ["empty", /^$/],
    ["truncated", /^xxxxx$/],
    ["noise", /^\d{4}-.*warning: .*xxxxxxxxxx\n$/s],
  ] as const)("%s output: exit status 0 all the same", async (garble, printed) => {
    mac.appleEvents.inject({ event: 1, when: "after", then: { garble } });
    expect(await mac.script(appScript("app.name(); return 'x'.repeat(10)"))).toMatchObject({
      stdout: expect.stringMatching(printed),
      status: 0,
    });
  });

  test("something on the Mac may happen just before or just after an event", async () => {
    const order: string[] = [];
    for (const when of ["before", "after"] as const) {
      const happens = () => void order.push(when, ...mac.application.received);
      mac.appleEvents.inject({ event: 1, when, then: { happens } });
    }
    await mac.script(appScript("return app.version()"));
    expect(order).toEqual(["before", "after", "get app.version"]);
  });

  test("iTerm2 quitting just then: the events that follow are -600", async () => {
    mac.appleEvents.inject({
      event: 1,
      when: "after",
      then: { happens: () => void (mac.application.running = false) },
    });
    expect((await mac.script(three)).stderr).toMatch(/\(-600\)\n$/);
    expect(mac.application.received).toEqual(threeEvents.slice(0, 1));
  });

  test("a fault is for one run, one event, one kind of event, and a number of times", async () => {
    const isSelect = { matches: (event: { kind: string }) => event.kind === "command" };
    mac.appleEvents.inject({ run: 2, ...isSelect, when: "before", then: { error: -1719 }, times: 2 });
    mac.application.answers("get app.version", "3.6.0");
    expect(await mac.script(three)).toMatchObject({ status: 0 });
    expect((await mac.script(three)).stderr).toMatch(/\(-1719\)\n$/);
    expect(mac.appleEvents.faults.pending).toBe(1);
    expect(await mac.script(three)).toMatchObject({ status: 0 });
  });

  test("an exception of the application's model is a defect of the test Mac, never an answer", async () => {
    mac.application.does("get app.version", () => {
      throw new Error("model broken");
    });
    const result = await mac.script(appScript("try { app.version() } catch (e) {} return 'fine'"));
    expect(result).toMatchObject({ stdout: "", status: 70, stderr: expect.stringContaining("model broken") });
    expect(mac.appleEvents.defects).toHaveLength(1);
  });
});

describe("permission to send Apple events", () => {
  const version = appScript("return app.version()");

  test.each([
    ["denied", -1743],
    ["needs_consent", -1744],
  ] as const)("%s is %i, and nothing reaches the application", async (permission, number) => {
    mac.appleEvents.permission = permission;
    expect((await mac.script(version)).stderr).toContain(`(${number})\n`);
    expect(mac.application.received).toEqual([]);
  });

  test("a denied application can still be asked whether it runs", async () => {
    mac.appleEvents.permission = "denied";
    expect(await mac.evaluate("return app.running()")).toBe(true);
  });

  test.each([
    [true, { stdout: "3.6.0\n", status: 0 }],
    [false, { stdout: "", status: 1, stderr: expect.stringContaining("(-1743)") }],
  ])("the first event waits for the consent sheet; answered %s", async (granted, ended) => {
    mac.application.answers("get app.version", "3.6.0");
    mac.appleEvents.permission = "ask";
    const running = mac.script(version);
    await expect.poll(() => mac.appleEvents.consentSheet).toBe(true);
    mac.appleEvents.answerConsent(granted);
    expect(await running).toMatchObject(ended);
    expect(mac.appleEvents.permission).toBe(granted ? "granted" : "denied");
  });

  test("the sheet goes away with the event that waits for it, and consent is still needed", async () => {
    mac.appleEvents.permission = "ask";
    mac.appleEvents.eventTimeoutMs = 20;
    expect((await mac.script(version)).stderr).toMatch(/\(-1712\)\n$/);
    expect(mac.appleEvents.consentSheet).toBe(false);
    expect(() => mac.appleEvents.answerConsent(true)).toThrow("No consent sheet");
    expect(mac.appleEvents.permission).toBe("ask");
  });

  test("an osascript killed by an impatient caller takes the sheet with it", async () => {
    mac.appleEvents.permission = "ask";
    let kill = () => {};
    const running = mac.osascript(["-l", "JavaScript"], version, (child) => (kill = () => void child.kill()));
    await expect.poll(() => mac.appleEvents.consentSheet).toBe(true);
    kill();
    await running;
    await expect.poll(() => mac.appleEvents.consentSheet).toBe(false);
    expect(mac.appleEvents.permission).toBe("ask");
  });
});
