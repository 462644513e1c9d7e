import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Core } from "../../e2e/core-on-mac.ts";

/** One step of the throw-away project through the core, as its commands do it. */
export interface Step {
  promise: string;
  /** Whether it came true. */
  holds(core: Core): Promise<boolean>;
}

export const throwAway = (path: string) =>
  aProject({
    id: "check-mac",
    path,
    config: { tab_prefix: "[check] ", confirm_before_close: false },
    session_templates: [
      aTemplate({ id: "server", command: "echo ready; exec cat", auto_start: true }),
      aTemplate({
        id: "tests",
        command: "exec cat",
        layout: "pane_vertical",
        parent_template_id: "server",
        auto_start: true,
      }),
      aTemplate({ id: "worker", command: "exec cat", auto_start: true }),
    ],
  });

const idOf = (template: string) => `check-mac/${template}`;

async function panes(core: Core): Promise<string[][]> {
  const { terminal } = await core.ports.terminal.snapshot({ buffers: [], may_ask: true });
  if (terminal.state !== "running") return [];
  const { sessions } = await core.ports.store.runtime();
  const ours = new Map(Object.values(sessions).map((session) => [session.iterm_session_id, session.template_id]));
  const tabs = terminal.windows.flatMap(({ tabs: own }) =>
    own.map((tab) => tab.sessions.flatMap(({ id }) => ours.get(id) ?? [])),
  );
  return tabs.filter((tab) => tab.length > 0);
}

async function waitingFor(core: Core, template: string, text: string): Promise<boolean> {
  for (let tries = 0; tries < 30; tries++) {
    const lines = await core.orchestrator.readOutput(idOf(template), 20);
    if (lines.some((line) => line.includes(text))) return true;
    await core.ports.watch.changed(300);
  }
  return false;
}

export const steps: Step[] = [
  {
    promise: "the project opens in a window of its own",
    async holds({ orchestrator }) {
      const { succeeded, failed, skipped } = await orchestrator.open("check-mac", { window: "new" });
      return succeeded.length === 3 && failed.length + skipped.length === 0;
    },
  },
  {
    promise: "two tabs, the first of them split",
    holds: async (core) => JSON.stringify(await panes(core)) === '[["server","tests"],["worker"]]',
  },
  { promise: "what a session puts out is read", holds: (core) => waitingFor(core, "server", "ready") },
  {
    promise: "text goes to exactly the session that it is for",
    async holds(core) {
      await core.orchestrator.sendText(idOf("worker"), "for the worker");
      const there = await waitingFor(core, "worker", "for the worker");
      const elsewhere = await core.orchestrator.readOutput(idOf("tests"), 20);
      return there && !elsewhere.join().includes("for the worker");
    },
  },
  {
    promise: "a session is brought to the front",
    async holds(core) {
      await core.orchestrator.focusSession(idOf("tests"));
      const { terminal } = await core.ports.terminal.snapshot({ buffers: [], may_ask: true });
      return terminal.state === "running" && terminal.frontmost;
    },
  },
  {
    promise: "the project closes, and nothing of it is left",
    async holds(core) {
      const { succeeded, unfinished } = await core.orchestrator.close("check-mac");
      return succeeded.length === 3 && unfinished.length === 0 && (await panes(core)).length === 0;
    },
  },
];
