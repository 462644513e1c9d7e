import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { portKey } from "../../../src/core/variables/assigned-port.ts";
import { launchCore, told } from "../../setup/core-on-mac.ts";

/** A server that answers 200 at the port that it is given. */
const server = (port: number | string) =>
  `node -e 'require("node:http").createServer((q, r) => r.end()).listen(${port}, "127.0.0.1")'`;

/** A server of this test, which stands for a program that was there before. */
async function listenerOfAnother(): Promise<number> {
  const other = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

test("a server is ready when it answers itself, not when what was there before it answers on its port", async () => {
  const mac = await launchCore();
  const port = await listenerOfAnother();
  const ready = { type: "http_get", url: `http://127.0.0.1:${port}/` } as const;
  await mac.keep(
    {
      server: { command: `${server(port)}; exec cat`, ready_when: ready, ready_timeout_seconds: 4 },
      own: { command: server("process.env.OWN"), ready_when: { type: "http_get", url: "http://localhost:{port:own}" } },
      tests: "exec cat",
    },
    {
      environment_variables: { OWN: "{port:own}" },
      dependencies: [{ task_id: "tests", depends_on: ["server"], condition: "ready" }],
    },
  );
  const report = await mac.verbs.open("p");
  expect(told(report)).toMatchObject({ succeeded: ["own"], failed: ["server"], skipped: ["tests"] });
  const whose = new RegExp(
    `^was not ready within 4 s: port ${port} is answered by \\S+ \\(pid ${process.pid}\\), which is older`,
  );
  expect(report.failed[0]?.why).toMatch(whose);
});

test("a server that a session leaves running in the background makes it ready", async () => {
  const mac = await launchCore();
  const background = `${server("{port:web}")} >/dev/null 2>&1 </dev/null &`;
  const command = `(${background} echo $! >pid); exec cat`;
  await mac.keep({ web: { command, ready_when: { type: "http_get", url: "http://localhost:{port:web}" } } });
  expect(told(await mac.verbs.open("p"))).toMatchObject({ succeeded: ["web"], failed: [] });
  await mac.verbs.close("p");
});

test("a session whose command starts a server elsewhere and ends is ready when that answers, and what needs it starts", async () => {
  const mac = await launchCore();
  const ready_when = { type: "http_get", url: "http://localhost:{port:web}" } as const;
  const later = server("{port:web}").replace("-e '", "-e 'setTimeout(() => ").replace(/'$/, ", 1500)'");
  await mac.keep(
    { up: { command: `(${later} >/dev/null 2>&1 </dev/null & echo $! >pid)`, ready_when }, client: "exec cat" },
    { dependencies: [{ task_id: "client", depends_on: ["up"], condition: "ready" }] },
  );
  onTestFinished(async () => void process.kill(Number(await mac.read("pid"))));
  expect(told(await mac.verbs.open("p"))).toMatchObject({ succeeded: ["client", "up"], failed: [] });
  expect(await mac.states()).toEqual({ up: "exited 0", client: "up" });
});

test("a session that is not ready in time is reported with what its probe got last", async () => {
  const mac = await launchCore();
  const limits = { ready_timeout_seconds: 3 };
  const refusing = server("{port:web}").replace("r.end()", "{ r.statusCode = 503; r.end(); }");
  const check = { type: "exec", command: "echo asking; echo 'no response' >&2; exit 2", timeout_seconds: 60 } as const;
  await mac.keep({
    web: { command: refusing, ready_when: { type: "http_get", url: "http://localhost:{port:web}" }, ...limits },
    db: { command: "exec cat", ready_when: check, ...limits },
  });
  const { failed } = await mac.verbs.open("p");
  expect(Object.fromEntries(failed.map(({ session, why }) => [session.name, why]))).toEqual({
    web: "was not ready within 3 s: got 503",
    db: "was not ready within 3 s: ended with code 2: no response",
  });
});

test("a port that another program has is named with its owner, and a session gets a new one on demand", async () => {
  const mac = await launchCore();
  const port = await listenerOfAnother();
  await mac.core.store.savePort(portKey("p", "web"), port);
  const ready_when = { type: "http_get", url: "http://localhost:{port:web}" } as const;
  await mac.keep({
    web: { command: server("{port:web}"), restart_policy: "always", ready_when },
    other: "exec cat",
  });
  const { succeeded, failed } = await mac.verbs.open("p");
  expect(succeeded.map(({ name }) => name)).toEqual(["other"]);
  expect(failed[0]?.why).toMatch(
    new RegExp(
      `^Port ${port} \\(\\{port:web\\}\\) is taken by \\S+ \\(pid ${process.pid}\\)\\. Choose Take a New Port`,
    ),
  );
  expect(await mac.session("web")).toMatchObject({ evidence: { rule: "port_taken" }, restarts: 0 });

  expect(told(await mac.verbs.takeNewPort(mac.id("web")))).toMatchObject({ succeeded: ["web"], failed: [] });
  expect(Object.values(await mac.core.store.ports())).not.toContain(port);
  expect((await mac.session("other")).generation).toBe(1);
});

test("a session that finds a taken port in its environment runs once and says so, instead of crashing in a loop", async () => {
  const mac = await launchCore({ iterm2: { env: { ITERM_RUNNER_BACKOFF_FIRST: "0" } } });
  const port = await listenerOfAnother();
  await mac.core.store.savePort(portKey("p", "web"), port);
  await mac.keep(
    { web: { command: server("process.env.PORT"), restart_policy: "always" }, agent: "exec cat" },
    { environment_variables: { PORT: "{port:web}" } },
  );
  const report = await mac.verbs.open("p");
  expect(told(report)).toMatchObject({ succeeded: ["agent"], failed: ["web"] });
  expect(report.failed[0]?.why).toMatch(
    new RegExp(
      `^ended with code 1 \\(Port ${port} .* is taken by \\S+ \\(pid ${process.pid}\\)\\. It is not restarted`,
    ),
  );
  expect(await mac.session("web")).toMatchObject({ restarts: 0, phase: { cause: "exited" } });
});

test("a session that uses a port which another session of its project has opened starts beside it", async () => {
  const mac = await launchCore();
  const ready_when = { type: "http_get", url: "http://localhost:{port:web}" } as const;
  await mac.keep(
    { web: { command: server("{port:web}"), ready_when }, client: "echo {port:web}; exec cat" },
    { dependencies: [{ task_id: "client", depends_on: ["web"], condition: "ready" }] },
  );
  expect(told(await mac.verbs.open("p"))).toMatchObject({ succeeded: ["client", "web"], failed: [] });
});
