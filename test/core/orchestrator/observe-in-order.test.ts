import { createRunProgram } from "../../../src/core/processes/run.ts";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRunner } from "../../../src/core/runner/runner.ts";
import { NOTHING_DESIRED } from "../../../src/core/model/desired.ts";
import type { Ports } from "../../../src/core/model/ports.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import { observe } from "../../../src/core/orchestrator/tick/observe.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { aManagedSession } from "../builders/observation.ts";
import { aProject } from "../builders/project.ts";

test("what ends while the processes are being listed has its end in the same look", async () => {
  const journalFolder = await mkdtemp(join(tmpdir(), "observe-"));
  onTestFinished(() => rm(journalFolder, { recursive: true }));
  const journal = join(journalFolder, "webapp_2fserver.jsonl");
  const processes = createProcesses(createRunProgram());
  const session = aManagedSession();
  const ports: Pick<Ports, "clock" | "terminal" | "processes" | "runner" | "agents" | "logs"> = {
    clock: { now: () => 1_000_000, sleep: async () => {} },
    terminal: {
      snapshot: async () => ({ terminal: { state: "not_running" }, buffers: [] }),
      perform: async () => [],
      paneInFront: async () => null,
    },
    processes: {
      ...processes,
      async list() {
        const rows = await processes.list();
        await appendFile(journal, `{"event":"exited","at":1000001,"code":7}\n`);
        return rows;
      },
    },
    runner: createRunner({
      journalFolder,
      launchFolder: journalFolder,
      runnerScript: "session-runner.sh",
      clock: { now: () => 0 },
    }),
    agents: { records: async () => [] },
    logs: { read: async () => ({}), sweep: async () => undefined },
  };
  const seen = await observe({
    ports,
    projects: { webapp: aProject() },
    desired: NOTHING_DESIRED,
    previous: { ...NOTHING_KNOWN, sessions: { [session.id]: session } },
    probe: async () => ({ ready: false, got: "nothing" }),
    may_ask: false,
  });
  expect(seen.journals[session.id]).toEqual({ entries: [{ event: "exited", at: 1_000_001, code: 7 }] });
});
