import { expect, test } from "vitest";
import { eventually } from "../../setup/eventually.ts";
import { launchCore, told, type CoreOnMac } from "../../setup/core-on-mac.ts";

const fast = { iterm2: { env: { ITERM_RUNNER_BACKOFF_FIRST: "0" } } };
const ran = async (mac: CoreOnMac, file = "ran") =>
  (await mac.read(file)).split("\n").filter((line) => line !== "").length;

test("each policy restarts what it should, without Raycast: on failure, always, unless stopped, never", async () => {
  const mac = await launchCore(fast);
  const ends = (id: string, code: number) =>
    `echo ${id} >>${id}; test "$(wc -l <${id})" -lt 3 || exec cat; exit ${code}`;
  await mac.keep({
    on_failure: { command: ends("on_failure", 1), restart_policy: "on_failure" },
    on_failure_good: { command: ends("on_failure_good", 0), restart_policy: "on_failure" },
    always: { command: ends("always", 0), restart_on_exit: true },
    unless_stopped: { command: ends("unless_stopped", 2), restart_policy: "unless_stopped" },
    no: { command: ends("no", 1), restart_policy: "no" },
  });
  const leaves = new AbortController();
  await mac.verbs.open("p", { signal: leaves.signal, onProgress: () => leaves.abort() });
  // Nobody looks from here on: the runner does it alone.
  for (const id of ["on_failure", "always", "unless_stopped"])
    await eventually(id, async () => (await ran(mac, id)) === 3);
  await mac.ticksTo({
    on_failure: "up",
    always: "up",
    unless_stopped: "up",
    on_failure_good: "exited 0",
    no: "exited 1",
  });
  expect([await ran(mac, "on_failure_good"), await ran(mac, "no")]).toEqual([1, 1]);
  expect((await mac.session("always")).restarts).toBe(2);
});

test("neither a stop nor Ctrl-C in the session restarts it, whatever the policy", async () => {
  const mac = await launchCore(fast);
  await mac.keep({
    stopped: { command: "echo x >>ran; exec cat", restart_policy: "always" },
    left: { command: "echo x >>ran; exec cat", restart_policy: "always" },
  });
  await mac.verbs.open("p");
  await expect.poll(() => ran(mac)).toBe(2);
  await mac.verbs.stopSession(mac.id("stopped"));
  mac.iterm2.user.presses(mac.pane("left").guid, "ctrl-c");
  await mac.ticksUntil("the end", async () => (await mac.session("left")).phase.name === "ended");
  for (let tick = 0; tick < 3; tick++) await mac.tick();
  expect(await ran(mac)).toBe(2);
  expect(mac.core.notifications).toEqual([]);
});

test("restart failed takes the failed one and what depends on it, and lets the others run (process-compose #436, overmind #180)", async () => {
  const mac = await launchCore();
  await mac.keep(
    {
      db: "echo x >>db; exec cat",
      migrate: "echo x >>migrate; test -e fixed",
      api: "echo x >>api; exec cat",
      docs: "echo x >>docs; exec cat",
    },
    { dependencies: [{ task_id: "api", depends_on: ["migrate"], condition: "success" }] },
  );
  await mac.verbs.open("p");
  await mac.ticksTo({ migrate: "exited 1", api: "skipped" });
  expect(await mac.session("api")).toMatchObject({ phase: { reason: "'migrate' ended with code 1" } });
  await mac.write("fixed", "");
  await mac.verbs.restartFailed("p");
  await mac.ticksTo({ db: "up", migrate: "exited 0", api: "up", docs: "up" });
  const times = () => Promise.all(["db", "migrate", "api", "docs"].map((file) => ran(mac, file)));
  await expect.poll(times).toEqual([1, 2, 1, 1]);
});

test("an explicit restart checks the conditions again (docker/compose #12098)", async () => {
  const mac = await launchCore();
  await mac.keep(
    { check: "test -e fixed", api: "echo x >>ran; exec cat" },
    { dependencies: [{ task_id: "api", depends_on: ["check"], condition: "success" }] },
  );
  await mac.write("fixed", "");
  await mac.verbs.open("p");
  await mac.ticksTo({ check: "exited 0", api: "up" });
  await expect.poll(() => ran(mac)).toBe(1);
  await mac.write("broken", "");
  await mac.verbs.sendText(mac.id("check"), "rm fixed");
  await eventually("it is gone", async () => !(await mac.files(".")).includes("fixed"));
  await mac.verbs.restartAll("p");
  await mac.ticksTo({ check: "exited 1", api: "skipped" });
  expect(await ran(mac)).toBe(1);
});

test("restart all gives every session a new run, in its own place (zellij #2101)", async () => {
  const mac = await launchCore();
  await mac.keep({
    api: "echo x >>ran; exec cat",
    web: { command: "echo x >>ran; exec cat", layout: "pane_vertical", parent_template_id: "api" },
    log: "echo x >>ran; exec cat",
  });
  await mac.verbs.open("p");
  await expect.poll(() => ran(mac)).toBe(3);
  expect(told(await mac.verbs.restartAll("p")).succeeded).toEqual(["api", "log", "web"]);
  await expect.poll(() => ran(mac)).toBe(6);
  expect(
    mac
      .layout()[0]!
      .map((tab) => tab.toSorted())
      .toSorted(),
  ).toEqual([["api", "web"], ["log"]]);
  await mac.verbs.close("p");
  expect(mac.alive()).toEqual([]);
});
