import { expect, test } from "vitest";
import { launchCore, told } from "../../setup/core-on-mac.ts";

const READY_SERVER = `node -e 'require("node:http").createServer((q, r) => { r.statusCode = q.url === "/up" ? 200 : 503; r.end(); }).listen(process.env.API_PORT, "127.0.0.1", () => console.log("up"))'`;

/** Ten sessions in which everything that a project can ask for is asked for once. */
const TEN = {
  db: {
    command: `echo "database system is ready"; exec cat`,
    wait_for_ready: true,
    ready_when: { type: "ready_log_line", pattern: "is ready" },
  },
  api: { command: READY_SERVER, ready_when: { type: "http_get", url: "http://127.0.0.1:{port:api}/up" } },
  worker: {
    command: "touch worker-up; exec cat",
    layout: "pane_vertical",
    parent_template_id: "api",
    ready_when: { type: "exec", command: "test -e worker-up" },
  },
  shell: { command: "", layout: "pane_horizontal", parent_template_id: "api", ready_when: { type: "shell_prompt" } },
  migrate: "echo migrated >>order",
  build: { name: "Build", command: "echo building; sleep 1; echo built >>order" },
  tests: { command: "", ready_when: { type: "shell_prompt" } },
  report: "echo reported >>order",
  rescue: "echo rescued >>order",
  flaky: { command: "echo flaky >>flaky; exit 3", restart_policy: "on_failure" },
} as const;

test("a project of ten sessions opens in order, waits for HTTP 200, gives up a crash loop, and closes without a trace (pm2 #2831, #5634, overmind #166)", async () => {
  const mac = await launchCore({ iterm2: { env: { ITERM_RUNNER_BACKOFF_FIRST: "0" } } });
  await mac.write("package.json", JSON.stringify({ name: "p", scripts: { test: "echo tested >>order" } }));
  await mac.keep(TEN, {
    tab_prefix: "[p] ",
    environment_variables: { API_PORT: "{port:api}" },
    dependencies: [
      { task_id: "api", depends_on: ["db"], condition: "ready" },
      { task_id: "worker", depends_on: ["api"], condition: "ready" },
      { task_id: "migrate", depends_on: ["db"], condition: "ready" },
      { task_id: "build", depends_on: ["migrate"], condition: "success" },
      { task_id: "report", depends_on: ["build", "migrate"], condition: "any" },
      { task_id: "rescue", depends_on: ["build"], condition: "failure" },
    ],
    triggers: [
      { on: { event: "succeeded", session: "build" }, then: { do: "message", session: "tests", payload: "npm test" } },
    ],
  });
  const steps: string[] = [];
  const opened = await mac.verbs.open("p", { onProgress: ({ done, total }) => steps.push(`${done} of ${total}`) });
  expect([...new Set(steps)].length).toBeGreaterThan(3);
  expect(told(opened).succeeded).toEqual(expect.arrayContaining(["api", "db", "migrate", "shell", "tests", "worker"]));

  mac.iterm2.user.switchesTo("Safari");
  await mac.ticksTo({ flaky: "gave_up", rescue: "skipped", report: "exited 0" });
  await mac.ticksUntil("the tests", async () => (await mac.read("order")).includes("tested"));
  expect(await mac.states()).toEqual({
    db: "up",
    api: "up",
    worker: "up",
    shell: "up",
    migrate: "exited 0",
    build: "exited 0",
    tests: "up",
    report: "exited 0",
    rescue: "skipped",
    flaky: "gave_up",
  });
  const order = (await mac.read("order")).trim().split("\n");
  expect(order.slice(0, 2)).toEqual(["migrated", "built"]);
  expect(order.slice(2).sort()).toEqual(["reported", "tested"]);
  expect(await mac.session("rescue")).toMatchObject({ phase: { reason: "'Build' ended with code 0" } });
  expect(mac.layout()[0]).toContainEqual(["[p] api", "[p] worker", "[p] shell"]);

  expect((await mac.read("flaky")).trim().split("\n")).toHaveLength(5);
  expect(mac.core.notifications).toMatchObject([
    { subtitle: "flaky failed", body: "kept crashing and was given up: crash loop" },
  ]);

  const { running } = await mac.verbs.closePlan("p");
  expect(running.map(({ session, what }) => [session.template_id, what])).toContainEqual(["api", "node"]);
  expect(told(await mac.verbs.close("p")).succeeded).toHaveLength(10);
  expect({ panes: mac.layout(), alive: mac.alive() }).toEqual({ panes: [], alive: [] });

  const all = await mac.ports.history.events({ limit: 10_000 });
  expect(mac.core.events.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
