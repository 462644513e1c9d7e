import { afterEach, expect, test } from "vitest";
import { AppleEvents } from "./apple-events.ts";
import { createScriptRunner, runScript } from "./script-runner.ts";
import type { ScriptRunner } from "./script-runner.ts";
import { appScript, ObedientApplication, useTestMac } from "./setup.ts";

const mac = useTestMac();
const runners: ScriptRunner[] = [];

function runner(): ScriptRunner {
  const made = createScriptRunner(new AppleEvents({ application: new ObedientApplication() }));
  runners.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(runners.splice(0).map((each) => each.close()));
});

test.each([
  ["a result", appScript("app.version(); return argv.join()")],
  ["an Apple event error", appScript("return app.windows[3].name()")],
  ["a thrown error after console.log", `console.log("log"); throw new TypeError("x")`],
  ["a syntax error", `function (`],
])("a script gives the same without a process: %s", async (_what, script) => {
  mac.application.fails("get app.windows[3].name", -1719);
  const application = new ObedientApplication().fails("get app.windows[3].name", -1719);
  expect(await runScript(script, ["a", "b"], application)).toEqual(await mac.script(script, "a", "b"));
  expect(application.received).toEqual(mac.application.received);
});

test("a promise that a script leaves behind does no harm to the next", async () => {
  const { run, appleEvents } = runner();
  const script = appScript("Promise.resolve().then(() => app.quit()); return 1");
  expect(await run(["-l", "JavaScript"], script)).toMatchObject({ stdout: "1\n" });
  expect(await run(["-l", "JavaScript"], "'next'")).toMatchObject({ stdout: "next\n" });
  expect(appleEvents.eventCount).toBe(0);
});

test("one script leaves nothing to the next", async () => {
  const { run } = runner();
  await run(["-l", "JavaScript"], "globalThis.kept = 1; Array.prototype.kept = 1");
  expect(await run(["-l", "JavaScript"], "typeof kept + [].kept")).toMatchObject({ stdout: "undefinedundefined\n" });
});

test("scripts may run at the same time", async () => {
  const { run, appleEvents } = runner();
  const both = [1, 2].map((n) => run(["-l", "JavaScript", "-", String(n)], appScript("app.name(); return argv[0]")));
  expect((await Promise.all(both)).map((result) => result.stdout)).toEqual(["1\n", "2\n"]);
  expect(appleEvents.runs.map((each) => each.events)).toEqual([1, 1]);
});

test("a fault can kill it; what it had logged stays, as with a process", async () => {
  const { run, appleEvents } = runner();
  const script = appScript(`console.log("1 done"); app.version(); console.log("never")`);
  appleEvents.inject({ event: 1, when: "after", then: { kill: true } });
  mac.appleEvents.inject({ event: 1, when: "after", then: { kill: true } });
  const ended = await run(["-l", "JavaScript"], script);
  expect(ended).toEqual({ stdout: "", stderr: "1 done\n", status: null, signal: "SIGKILL" });
  expect(await mac.script(script)).toEqual(ended);
  expect(await run(["-l", "JavaScript"], "'next'")).toMatchObject({ stdout: "next\n" });
});

test("its caller can kill it, even in an endless loop", async () => {
  const { run, appleEvents } = runner();
  const caller = new AbortController();
  appleEvents.inject({ event: 1, when: "after", then: { happens: () => caller.abort() } });
  const endless = appScript("app.name(); for (;;) {}");
  expect(await run(["-l", "JavaScript"], endless, { signal: caller.signal })).toMatchObject({ signal: "SIGKILL" });
});

test("what the test Mac does not model rejects", async () => {
  await expect(runner().run(["-l", "JavaScript"], "ObjC.import('Cocoa')")).rejects.toThrow("ObjC");
});

test("notifications and several osascripts end up on one appleEvents with the programs'", async () => {
  const shared = createScriptRunner(mac.appleEvents);
  runners.push(shared);
  await shared.run(["-e", `display notification "from the thread"`]);
  await mac.osascript(["-e", `display notification "from the process"`]);
  expect(mac.appleEvents.notifications.map(({ body }) => body)).toEqual(["from the thread", "from the process"]);
  expect(mac.appleEvents.runCount).toBe(2);
});
