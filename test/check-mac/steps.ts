import { aProject, aTemplate } from "../core/builders/project.ts";
import type { Core } from "../setup/core.ts";
import type { Ask } from "./ask.ts";

/** What a step is done with: the core, the project's id, a way to ask iTerm2 itself, and a signal that ends all waiting. */
export interface Hand {
  core: Core;
  project: string;
  ask: Ask;
  signal: AbortSignal;
}

/** One step of the throw-away project through the core, as its commands do it. */
export interface Step {
  promise: string;
  /** Whether it came true, or what came instead. */
  holds(hand: Hand): Promise<boolean | string>;
}

export const throwAway = (id: string, path: string) =>
  aProject({
    id,
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
      aTemplate({
        id: "log",
        command: "exec cat",
        layout: "pane_horizontal",
        parent_template_id: "server",
        auto_start: true,
      }),
      aTemplate({ id: "worker", command: "echo up; read answer; exit 7", auto_start: true }),
    ],
  });

const idOf = ({ project }: Hand, template: string) => `${project}/${template}`;

/** Our sessions as they lie in iTerm2, by template: [tab][pane]. */
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

/** Looks again until it is so, for some ten seconds. */
async function comesTrue({ core, signal }: Hand, isSo: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 30 && !signal.aborted; tries++) {
    if (await isSo()) return true;
    await core.ports.watch.changed(300);
  }
  return false;
}

const shows = (hand: Hand, template: string, text: string) =>
  comesTrue(hand, async () => {
    const lines = await hand.core.orchestrator.readOutput(idOf(hand, template), 20);
    return lines.some((line) => line.includes(text));
  });

async function sessionOf(hand: Hand, template: string) {
  await hand.core.orchestrator.tick({ may_ask: true });
  const { sessions } = await hand.core.ports.store.runtime();
  return sessions[idOf(hand, template)];
}

const opens: Step = {
  promise: "the project opens in a window of its own",
  async holds({ core, project, signal }) {
    const report = await core.orchestrator.open(project, { window: "new", signal });
    const missing = [...report.failed, ...report.skipped].map(({ session, why }) => `${session.name}: ${why}`);
    missing.push(...report.unfinished.map(({ name }) => `${name}: not up yet`));
    return missing.length === 0 || missing.join("; ");
  },
};

const knowsExitCodes: Step = {
  promise: "a command that ends is known to have ended, with its exit code",
  async holds(hand) {
    if (!(await shows(hand, "worker", "up"))) return false;
    await hand.core.orchestrator.sendText(idOf(hand, "worker"), "end");
    return comesTrue(hand, async () => (await sessionOf(hand, "worker"))?.exit_code === 7);
  },
};

/** Everything that a project's sessions go through, from opening to closing. */
export const wholeLife: Step[] = [
  opens,
  {
    promise: "two tabs, the first of them three panes: one left above another, one right",
    async holds({ core }) {
      const seen = JSON.stringify(await panes(core));
      return seen === '[["server","log","tests"],["worker"]]' || seen;
    },
  },
  { promise: "what a session puts out is read", holds: (hand) => shows(hand, "server", "ready") },
  {
    promise: "text goes to exactly the session that it is for",
    async holds(hand) {
      const { orchestrator } = hand.core;
      await orchestrator.sendText(idOf(hand, "log"), "for the log");
      const there = await shows(hand, "log", "for the log");
      const elsewhere = await orchestrator.readOutput(idOf(hand, "tests"), 20);
      return there && !elsewhere.join().includes("for the log");
    },
  },
  {
    promise: "a session is brought to the front",
    async holds(hand) {
      await hand.core.orchestrator.focusSession(idOf(hand, "tests"));
      return (await hand.ask("return app.frontmost()")) === true;
    },
  },
  knowsExitCodes,
  {
    promise: "the project closes, and nothing of it is left",
    async holds({ core, project, signal }) {
      await core.orchestrator.close(project, { signal });
      const left = await panes(core);
      return left.length === 0 || `left: ${left.flat().join(", ")}`;
    },
  },
];

/** Once more, in another shell, up to Quit Cleanup. */
export const upToQuit: Step[] = [
  opens,
  knowsExitCodes,
  {
    promise: "Quit Cleanup closes what is ours and leaves what is not",
    async holds({ core, signal }) {
      const plan = await core.orchestrator.quitPlan();
      const ours = await panes(core);
      const { closed } = await core.orchestrator.quit("close_managed", plan, { signal });
      return closed.length === ours.length && (await panes(core)).length === 0;
    },
  },
];
