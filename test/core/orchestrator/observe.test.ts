import { describe, expect, test } from "vitest";
import { NOTHING_DESIRED, type DesiredState } from "../../../src/core/model/desired.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import type { Attention, Heard } from "../../../src/core/model/session.ts";
import { observe, type ObserveRequest } from "../../../src/core/orchestrator/tick/observe.ts";
import { aManagedSession } from "../builders/observation.ts";
import { aProject, aTemplate } from "../builders/project.ts";
import { realClock } from "../store/stores.ts";

const opened: DesiredState = {
  ...NOTHING_DESIRED,
  projects: { webapp: { want: "open", changed_at: 0, front: true, window: "current", answers: {}, sessions: {} } },
};

/** A request whose snapshots are counted. */
function aRequest(given: Partial<ObserveRequest>): { request: ObserveRequest; snapshots: () => number } {
  let snapshots = 0;
  const request: ObserveRequest = {
    ports: {
      clock: realClock,
      terminal: {
        snapshot: async () => {
          snapshots += 1;
          return { terminal: { state: "not_running" }, buffers: [] };
        },
        perform: async () => [],
        paneInFront: async () => null,
      },
      processes: {
        list: async () => [],
        bootedAt: () => 0,
        folders: async () => ({}),
        listeners: async () => [],
        signalGroup: async () => undefined,
        runStopCommand: async () => undefined,
        ttyTimes: async () => ({}),
      },
      runner: {
        offer: async () => ({ command: "" }),
        revoke: async () => true,
        states: async () => ({}),
        journals: async () => ({}),
        environmentFile: () => "",
        requestStop: async () => undefined,
        sweep: async () => undefined,
      },
      agents: { records: async () => [] },
      logs: { read: async () => ({}), sweep: async () => undefined },
    },
    projects: {},
    desired: NOTHING_DESIRED,
    previous: NOTHING_KNOWN,
    probe: async () => ({ ready: true, by: [] }),
    may_ask: false,
    ...given,
  };
  return { request, snapshots: () => snapshots };
}

const knowing = (pane_open: boolean) => ({
  ...NOTHING_KNOWN,
  sessions: { s: aManagedSession({ phase: { name: "ended", since: 0, cause: "exited", pane_open } }) },
});

describe("a background tick leaves iTerm2 alone", () => {
  test("while nothing was ever opened, so that macOS does not ask for consent out of the blue", async () => {
    const { request, snapshots } = aRequest({});
    const { terminal } = await observe(request);
    expect(snapshots()).toBe(0);
    expect(terminal).toEqual({ state: "unknown", fault: null });
  });

  test("when everything that was opened is over and gone", async () => {
    const { request, snapshots } = aRequest({ previous: knowing(false) });
    await observe(request);
    expect(snapshots()).toBe(0);
  });
});

describe("iTerm2 is read", () => {
  test.each([
    ["when a person asks", { may_ask: true }],
    ["while a project is open", { desired: opened }],
    ["while a pane of ours still has its shell", { previous: knowing(true) }],
  ] satisfies [string, Partial<ObserveRequest>][])("%s", async (_when, given) => {
    const { request, snapshots } = aRequest(given);
    await observe(request);
    expect(snapshots()).toBe(1);
  });
});

describe("what a program says of itself in its log", () => {
  const WAITS = "\u001b]7501;state=blocked:app=codex\u001b\\";
  const position = { id: "GUID-1", used: true, offset: 9, left: 0, line: "", told: "", above: 0, recent: [] };

  function heardOf(state: Attention): Heard {
    const word = { state, rule: "osc-7501-working", kind: null, app: null, text: "", at: 1 };
    return { records: [["", word]], status: null, progress: null, unfinished: "" };
  }

  async function heard(session: Parameters<typeof aManagedSession>[0], sequences: string, written_at: number) {
    const { request } = aRequest({
      projects: { webapp: aProject({ id: "webapp", session_templates: [aTemplate({ id: "server" })] }) },
      desired: opened,
      previous: { ...NOTHING_KNOWN, sessions: { "webapp/server": aManagedSession(session) } },
    });
    const reading = { lines: [], sequences, passed_over: 0, written_at, position };
    const { output } = await observe({
      ...request,
      ports: {
        ...request.ports,
        terminal: {
          ...request.ports.terminal,
          snapshot: async () => ({
            terminal: { state: "running", windows: [] },
            buffers: [{ id: "GUID-1", text: "x", length: 1 }],
          }),
        },
        processes: { ...request.ports.processes, ttyTimes: async () => ({ "/dev/ttys001": 100_000 }) },
        logs: { ...request.ports.logs, read: async () => ({ "GUID-1": reading }) },
      },
    });
    return output["webapp/server"]?.heard?.records.map(([, { state }]) => state);
  }

  test("what it has said is heard, and stands until it says otherwise", async () => {
    expect(await heard({}, WAITS, 100_000)).toEqual(["waiting"]);
    const known = { log: position, heard: heardOf("busy") };
    expect(await heard(known, "", 100_000)).toEqual(["busy"]);
    expect(await heard(known, WAITS, 100_000)).toEqual(["waiting"]);
  });

  test("what was said in the log of another pane, or in one that iTerm2 has given up, is not believed", async () => {
    const known = { log: { ...position, id: "OTHER" }, heard: heardOf("busy") };
    expect(await heard(known, "", 100_000)).toEqual([]);
    expect(await heard({ log: position, heard: heardOf("busy") }, WAITS, 1_000)).toBeUndefined();
  });
});
