import { describe, expect, test } from "vitest";
import { outcomeOfStart } from "../../../src/core/orchestrator/verbs/report.ts";
import type { Listener, Observation, ProbeAnswer, ProcessRow } from "../../../src/core/model/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { Driver } from "./driver.ts";

const PORT = 3000;
const URL = `http://localhost:${PORT}/`;

const project = aProject({
  session_templates: [
    aTemplate({ id: "server", ready_when: { type: "http_get", url: URL }, ready_timeout_seconds: 30 }),
    aTemplate({ id: "tests" }),
  ],
  config: {
    startup_sequence: ["server", "tests"],
    dependencies: [{ task_id: "tests", depends_on: ["server"], condition: "ready" }],
  },
});

interface Seen {
  answer: ProbeAnswer;
  listeners?: Listener[];
  /** Beside those of the session, whose runner is 60 s old. */
  rows?: Partial<ProcessRow>[];
}

/** The project opened, and what its server's probe gets, for as long as said. */
function opened({ answer, listeners = [], rows = [] }: Seen, seconds: number): Driver {
  const driver = new Driver(project).open();
  const others = rows.map((row) => ({ pid: 0, ppid: 1, pgid: 0, tpgid: 0, tty: null, stat: "S", command: "", ...row }));
  const seen = (look: Observation): Observation => ({
    ...look,
    processes: [...(look.processes ?? []).map((row) => ({ ...row, age_s: 60 })), ...others],
    probes: { "webapp/server": answer },
    listeners,
  });
  for (const end = driver.now + seconds * 1000; driver.now < end; driver.world.pass(500)) driver.tick({ seen });
  return driver;
}

const by = (address = "127.0.0.1") => ({ ready: true as const, by: [{ address, port: PORT }] });
const listener = (pid: number, given: Partial<Listener> = {}): Listener => ({
  pid,
  family: "IPv4",
  address: "*",
  port: PORT,
  ...given,
});
const OLD = { pid: 500, age_s: 61, command: "/usr/local/bin/node server.js" };
const WHOSE = "port 3000 is answered by node (pid 500), which is older than this session";

describe("a probe that does not succeed", () => {
  test("is told with what it got last, in the status of its session, in the report and to who waits for it", () => {
    const waiting = opened({ answer: { ready: false, got: "got 503" } }, 20);
    expect(waiting.session("server")).toMatchObject({
      status: "starting",
      evidence: { rule: "awaiting_http_get", detail: "got 503" },
    });

    const late = opened({ answer: { ready: false, got: "got 503" } }, 40);
    const server = late.session("server");
    expect(server.evidence.detail).toBe("not ready within 30 s: got 503");
    expect(late.reason("tests")).toBe("'server' was not ready within 30 s: got 503");
    expect(outcomeOfStart(server, project.session_templates[0], late.now)).toEqual({
      kind: "failed",
      why: "was not ready within 30 s: got 503",
    });
  });

  test("still makes its session ready once it succeeds, and the next run starts without what it had got", () => {
    const driver = opened({ answer: { ready: false, got: "connection refused" } }, 40);
    driver.tick({ seen: (look) => ({ ...look, probes: { "webapp/server": by() } }) });
    expect(driver.session("server").evidence).toMatchObject({ rule: "started", detail: "" });
  });
});

describe("an answer counts", () => {
  test.each<[string, Partial<Seen>]>([
    ["from another machine, or where nobody is known to listen", {}],
    ["from a listener that has begun since the processes were listed", { listeners: [listener(500)] }],
    ["from a detached one that began after the session", { listeners: [listener(500)], rows: [{ ...OLD, age_s: 59 }] }],
    [
      "from one that has the very address, whoever listens on all of them",
      { listeners: [listener(500), listener(501, { address: "127.0.0.1" })], rows: [OLD] },
    ],
    [
      "from IPv4's own, whoever has IPv6",
      { listeners: [listener(500, { family: "IPv6" }), listener(501)], rows: [OLD] },
    ],
    ...[
      "/Applications/Docker.app/Contents/MacOS/com.docker.backend services",
      "/usr/bin/docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 3000",
      "/Applications/OrbStack.app/Contents/Frameworks/OrbStack Helper.app/Contents/MacOS/OrbStack Helper vmgr",
      "/opt/homebrew/bin/limactl hostagent --pidfile /Users/me/.colima/_lima/colima/ha.pid colima",
      "ssh: /Users/me/.colima/_lima/colima/ssh.sock [mux]",
      "/opt/podman/bin/gvproxy -mtu 1500",
    ].map((command): [string, Partial<Seen>] => [
      `from ${command}, which listens for containers and others`,
      { listeners: [listener(500)], rows: [{ ...OLD, command }] },
    ]),
  ])("%s", (_which, seen) => {
    expect(opened({ answer: by(), ...seen }, 5).session("server").phase).toMatchObject({
      name: "up",
      ready_at: expect.any(Number) as number,
    });
  });

  test("if one of the addresses that answer has a listener that counts", () => {
    const answer = { ready: true as const, by: [...by().by, ...by("::1").by] };
    const listeners = [listener(500, { address: "127.0.0.1" }), listener(501, { address: "::1", family: "IPv6" })];
    const { phase } = opened({ answer, listeners, rows: [OLD] }, 5).session("server");
    expect(phase).toMatchObject({ ready_at: expect.any(Number) as number });
  });
});

describe("an answer does not count, and says whose it is,", () => {
  test.each<[string, Partial<Seen>]>([
    ["from a listener that is older than the session", { listeners: [listener(500)] }],
    ["from one that takes both families", { listeners: [listener(500, { family: "IPv6" })] }],
    ["from one whose workers are younger", { listeners: [listener(501), listener(500)] }],
  ])("%s", (_which, seen) => {
    const server = opened({ answer: by(), rows: [OLD, { pid: 501, age_s: 3, command: "node worker" }], ...seen }, 5);
    expect(server.session("server")).toMatchObject({
      phase: { name: "up", ready_at: null },
      evidence: { rule: "awaiting_http_get", detail: WHOSE },
    });
    expect(server.phase("tests")).toBe("pending");
  });

  test("from a forward of ports that somebody began before", () => {
    const rows = [{ ...OLD, command: "ssh -N -L 3000:localhost:80 bastion" }];
    const { evidence } = opened({ answer: by(), listeners: [listener(500)], rows }, 5).session("server");
    expect(evidence.detail).toBe(WHOSE.replace("node", "ssh"));
  });
});

describe("a session whose command starts something elsewhere and ends with 0 (docker compose up -d)", () => {
  const starter = (code = 0, lasts = 1_000) => new Driver(project, { server: { lasts, code } }).open();
  const ticks = (driver: Driver, ms: number, answer: ProbeAnswer) => {
    const seen = (look: Observation) => ({ ...look, probes: { "webapp/server": answer } });
    for (const end = driver.now + ms; driver.now < end; driver.world.pass(500)) driver.tick({ seen });
    return driver;
  };
  const refused: ProbeAnswer = { ready: false, got: "connection refused" };

  test("is ready once its probe succeeds, and what waits for that starts then", () => {
    const driver = ticks(starter(), 6_000, refused);
    expect(driver.session("server").phase).toMatchObject({ name: "ended", cause: "exited" });
    expect(driver.reason("tests")).toBe("waits for 'server' to be ready");
    expect(driver.last?.settled).toBe(false);
    ticks(driver, 3_000, by());
    expect(driver.phase("tests")).toBe("up");
    expect(outcomeOfStart(driver.session("server"), project.session_templates[0], driver.now).kind).toBe("succeeded");
  });

  test("has failed if its probe does not succeed in time, and says what that got last", () => {
    const driver = ticks(starter(), 40_000, refused);
    expect(driver.reason("tests")).toBe("'server' was not ready within 30 s: connection refused");
    expect(driver.last?.settled).toBe(true);
    expect(outcomeOfStart(driver.session("server"), project.session_templates[0], driver.now)).toEqual({
      kind: "failed",
      why: "was not ready within 30 s: connection refused",
    });
  });

  test("is not waited for if it ended with an error, or had been ready before it ended", () => {
    expect(ticks(starter(1), 6_000, refused).reason("tests")).toBe("'server' ended with code 1");
    const ready = ticks(starter(0, 5_000), 4_000, by());
    expect(ready.session("server").phase).toMatchObject({ name: "up", ready_at: expect.any(Number) as number });
    expect(ticks(ready, 5_000, refused).session("server")).toMatchObject({ phase: { name: "ended" } });
    expect(ready.session("server").elsewhere).toBeUndefined();
  });
});
