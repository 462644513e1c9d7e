import { expect, test } from "vitest";
import { eventually } from "../../setup/eventually.ts";
import { launchCore, type CoreOnMac } from "../../setup/core-on-mac.ts";

/** Tells its state in its record as Claude Code does, by what is in the file `state`; shows each line it is sent. */
const AGENT = `mkdir -p ~/.claude/sessions; echo idle >~/state
( while sleep 0.05; do read -r s <~/state; echo "{\\"pid\\":$$,\\"status\\":\\"$s\\"}" >~/.claude/sessions/.new; mv ~/.claude/sessions/.new ~/.claude/sessions/$$.json; done ) &
trap 'kill $!' EXIT
while read -r line; do echo "$line" >>~/told; done`;

const message = (mac: CoreOnMac, to: string, message_type: "command" | "data" | "signal", payload: string) => ({
  from_session_id: null,
  to_session_id: mac.id(to),
  message_type,
  payload,
});
const lines = async (mac: CoreOnMac, file: string) => (await mac.read(file)).split("\n").filter((line) => line !== "");

test("a command is typed with Enter, data as it is, and a signal reaches what is in the foreground", async () => {
  const mac = await launchCore();
  await mac.keep({
    reader: {
      command: `echo up; while read -r line; do echo "$line" >>told; done`,
      ready_when: { type: "ready_log_line", pattern: "up" },
    },
    worker: {
      command: `trap 'echo reloaded >>told' USR1; echo up; while :; do sleep 0.05; done`,
      ready_when: { type: "ready_log_line", pattern: "up" },
    },
  });
  await mac.verbs.open("p");
  await mac.verbs.message(message(mac, "reader", "data", "half "), "now");
  await mac.verbs.message(message(mac, "reader", "command", "and half"), "now");
  await mac.verbs.message(message(mac, "worker", "signal", "SIGUSR1"), "now");
  await mac.ticksUntil("all", async () => (await lines(mac, "told")).length === 2);
  expect((await lines(mac, "told")).sort()).toEqual(["half and half", "reloaded"]);
});

test("a message for a session that is not ready is kept over ticks and over a restart of Raycast, and delivered once", async () => {
  const mac = await launchCore();
  await mac.keep({ shell: { command: "", ready_when: { type: "shell_prompt" } } });
  await mac.verbs.open("p");
  await mac.verbs.sendText(mac.id("shell"), "while ! test -e go-on; do sleep 0.05; done");
  await mac.shows("shell", /go-on/);
  await mac.ticksUntil(
    "busy",
    async () => !(await mac.verbs.closePlan("p")).running.every(({ what }) => what === "bash"),
  );
  await mac.verbs.message(message(mac, "shell", "command", "echo got it >>told"), "receiver_ready");
  for (let tick = 0; tick < 3; tick++) await mac.tick();
  mac.restartRaycast();
  await mac.tick();
  expect(await lines(mac, "told")).toEqual([]);
  await mac.write("go-on", "");
  await mac.ticksUntil("the message", async () => (await lines(mac, "told")).length > 0);
  for (let tick = 0; tick < 3; tick++) await mac.tick();
  expect(await lines(mac, "told")).toEqual(["got it"]);
});

test("a busy agent is not interrupted: what it is sent waits until it idles (agent-deck #1578)", async () => {
  const mac = await launchCore({ programs: { claude: AGENT } });
  await mac.keep({ agent: { command: "claude", agent: "claude" } });
  await mac.verbs.open("p");
  await mac.ticksUntil("idle", async () => (await mac.session("agent")).attention === "idle");
  await mac.write("state", "busy\n");
  await mac.ticksUntil("busy", async () => (await mac.session("agent")).attention === "busy");
  await mac.verbs.message(message(mac, "agent", "command", "run the tests"), "receiver_ready");
  for (let tick = 0; tick < 4; tick++) await mac.tick();
  expect(await lines(mac, "told")).toEqual([]);
  await mac.write("state", "idle\n");
  await mac.ticksUntil("the message", async () => (await lines(mac, "told")).length > 0);
  expect(await lines(mac, "told")).toEqual(["run the tests"]);
});

test("a dependency may wait for what an agent does: the review begins when the agent has become idle", async () => {
  const mac = await launchCore({ programs: { claude: AGENT.replace("echo idle >~/state", "echo busy >~/state") } });
  await mac.keep(
    { agent: { command: "claude", agent: "claude" }, review: "echo reviewed >>told; exec cat" },
    { dependencies: [{ task_id: "review", depends_on: ["agent"], condition: "idle" }] },
  );
  await mac.verbs.open("p");
  await mac.ticksUntil("busy", async () => (await mac.session("agent")).attention === "busy");
  expect(await mac.session("review")).toMatchObject({
    phase: { name: "pending", reason: "waits for 'agent' to be idle" },
  });
  await mac.write("state", "idle\n");
  await mac.ticksTo({ review: "up" });
});

test("a message that its receiver could not take in time expires, is never typed, and its user is told", async () => {
  const mac = await launchCore();
  const never = { type: "ready_log_line", pattern: "never seen" } as const;
  const sends = { do: "message", session: "late", payload: "too late", expires_after_seconds: 0.5 } as const;
  await mac.keep(
    { late: { command: "exec cat", ready_when: never }, build: "true" },
    { triggers: [{ on: { event: "succeeded", session: "build" }, then: sends }] },
  );
  const leaves = new AbortController();
  mac.iterm2.user.switchesTo("Safari");
  await mac.verbs.open("p", { front: false, signal: leaves.signal, onProgress: () => leaves.abort() });
  await mac.ticksUntil("word of it", () => mac.core.notifications.length > 0);
  expect(mac.core.notifications).toMatchObject([
    { subtitle: "late did not get a message", body: "it was not ready in time" },
  ]);
  expect(mac.pane("late").screen.join("")).not.toContain("too late");
});

test("triggers start, restart and stop other sessions, on success, failure, a pattern", async () => {
  const mac = await launchCore();
  await mac.keep(
    {
      good: "true",
      bad: "exit 3",
      server: { command: "echo server >>ran; exec cat" },
      watcher: { command: "sleep 1; echo OUT OF MEMORY; exec cat" },
      hog: "exec cat",
      next: "echo next >>ran",
    },
    {
      startup_sequence: ["server", "hog", "watcher", "good", "bad"],
      triggers: [
        { on: { event: "succeeded", session: "good" }, then: { do: "start", session: "next" } },
        { on: { event: "failed", session: "bad" }, then: { do: "restart", session: "server" } },
        { on: { event: "pattern", session: "watcher", pattern: "OUT OF" }, then: { do: "stop", session: "hog" } },
      ],
    },
  );
  await mac.verbs.open("p");
  await mac.ticksTo({ next: "exited 0", hog: "stopped", server: "up" });
  await eventually("the restart", async () => {
    await mac.tick();
    return (await lines(mac, "ran")).length === 3;
  });
  expect((await lines(mac, "ran")).sort()).toEqual(["next", "server", "server"]);
});
