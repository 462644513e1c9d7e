import { findTemplate } from "../../model/session-templates.ts";
import type { LaunchAction } from "../../model/action.ts";
import { Fault } from "../../model/fault.ts";
import { seenSessions } from "../../model/observation.ts";
import { ownPortNames } from "../../model/port-names.ts";
import type { Step } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import { restartPolicy, type SessionTemplate } from "../../model/session-template.ts";
import type { ActContext } from "./act-context.ts";
import { takenPorts, type TakenPort } from "./taken-ports.ts";

/** Clears a line that was half typed at the prompt before a command is typed there. */
const CLEAR_LINE = "\u0015";

/** The project and template that an action is about. Throws `not_found`. */
export function templateOf(
  context: ActContext,
  action: { project_id: string; template_id: string },
): { project: Project; template: SessionTemplate } {
  const project = context.projects[action.project_id];
  const template = findTemplate(project, action.template_id);
  if (project !== undefined && template !== undefined) return { project, template };
  throw new Fault("not_found", "The session is not in its project any more.", {
    advice: "It was deleted meanwhile. Open the project again.",
  });
}

/** The GUID of one of our sessions, if it is known by now. */
function guidOf(context: ActContext, sessionId: string): string | null {
  const known = context.runtime.sessions[sessionId]?.iterm_session_id;
  if (known) return known;
  const entries = context.observation.journals[sessionId]?.entries ?? [];
  const started = entries.findLast((entry) => entry.event === "started");
  return started?.iterm_session_id || null;
}

/** The tty of a pane, as iTerm2 listed it. */
export function ttyOf(context: ActContext, itermSessionId: string): string | null {
  return seenSessions(context.observation.terminal).find(({ id }) => id === itermSessionId)?.tty ?? null;
}

function stepFor(
  context: ActContext,
  action: LaunchAction,
  inBatch: ReadonlySet<string>,
  made: { command: string; profile: string | null; log: boolean },
): Step {
  const ref = action.session_id;
  const targetOf = (sessionId: string) => (inBatch.has(sessionId) ? sessionId : guidOf(context, sessionId));
  const { placement: place } = action;
  switch (place.kind) {
    case "tab": {
      const beside = place.beside.flatMap((id) => targetOf(id) ?? []);
      return { do: "create_tab", ref, beside, ...made, otherwise: place.otherwise };
    }
    case "split": {
      const target = targetOf(place.of);
      if (target !== null) return { do: "split", ref, target, direction: place.direction, ...made };
      throw new Fault("gone", "The session that it is split from has no pane.", {
        advice: "Start that session first.",
      });
    }
    case "reuse":
      return { do: "write", target: place.iterm_session_id, text: CLEAR_LINE + made.command, newline: true };
  }
}

const inWords = (taken: readonly TakenPort[]) =>
  taken.map(({ name, port, owner }) => `Port ${port} ({port:${name}}) is taken by ${owner}.`).join(" ");

function portsTaken(taken: readonly TakenPort[]): Fault {
  return new Fault("port_taken", inWords(taken), { advice: "Choose Take a New Port, or end that program." });
}

/** A port that only its environment names may be another session's business: it runs, but cannot crash in a loop. */
function onceOnly(note: string, taken: readonly TakenPort[]) {
  const said = `${inWords(taken)} It is not restarted. Choose Take a New Port, or end that program.`;
  return { restart_policy: "no" as const, note: `${note} ${said}`.trim() };
}

/**
 * Writes the launch file and says what iTerm2 has to do. `inBatch`: sessions whose launch comes earlier in the same
 * batch, to be addressed by their ref. Rejects with a `Fault`.
 */
export async function prepareLaunch(
  context: ActContext,
  action: LaunchAction,
  inBatch: ReadonlySet<string>,
): Promise<Step> {
  const { project, template } = templateOf(context, action);
  const { settings, ports } = context;
  const { ports: assigned, ...resolved } = await context.resolve.template(project, template);
  const taken = await takenPorts({
    ...context,
    processes: ports.processes,
    project_id: project.id,
    ports: assigned,
  });
  const needed = new Set(ownPortNames(template));
  if (taken.some(({ name }) => needed.has(name))) throw portsTaken(taken);
  const { command } = await ports.runner.offer({
    ...resolved,
    token: action.token,
    saves_environment: template.ready_when?.type === "exec",
    session_id: action.session_id,
    shell: settings.default_shell,
    title: project.config.tab_prefix + template.name,
    ...(taken.length > 0 ? onceOnly(resolved.note, taken) : { restart_policy: restartPolicy(template) }),
    success_exit_codes: template.success_exit_codes,
    agent_hooks: settings.agent_hooks,
    deep_link: settings.instant_updates ? ports.statusLink : undefined,
  });
  try {
    // A profile of the user's choice is theirs: ours is a child of the default one.
    const log = settings.keep_logs && template.monitor_output && template.profile === null;
    return stepFor(context, action, inBatch, { command, profile: template.profile, log });
  } catch (error) {
    await ports.runner.revoke(action.token);
    throw error;
  }
}
