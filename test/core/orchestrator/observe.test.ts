import { describe, expect, test } from "vitest";
import { NOTHING_DESIRED, type DesiredState } from "../../../src/core/model/desired.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import { observe, type ObserveRequest } from "../../../src/core/orchestrator/tick/observe.ts";
import { aManagedSession } from "../builders/observation.ts";
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
