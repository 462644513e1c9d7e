import type { AgentKind } from "../model/agent-kind.ts";
import type { AgentRecord, ProcessRow, SeenOutput, SeenSession } from "../model/observation.ts";
import type { Attention, Evidence, EvidenceSource, ManagedSession } from "../model/session.ts";
import type { SessionTemplate } from "../model/template.ts";
import { agentOf } from "../agents/agent-of.ts";
import { inForeground, isIdleShell, rowsOnTty } from "../model/process-rows.ts";
import { detect } from "../agents/screen/detect.ts";
import { readTitle } from "../agents/title.ts";

export { agentOf } from "../agents/agent-of.ts";

export interface AttentionInput {
  template: SessionTemplate;
  session: ManagedSession;
  /** The pane as the snapshot lists it; null: not seen. */
  seen: SeenSession | null;
  /** Undefined: its buffer was not read this time. */
  output: SeenOutput | undefined;
  agents: AgentRecord[];
  /** All processes; null: unknown. */
  processes: ProcessRow[] | null;
  /** ms since the epoch. */
  now: number;
}

export type Found = { attention: Attention; evidence: Evidence };
type Screen = { lines: string[]; at: number };
type Drawn = NonNullable<ManagedSession["drawn"]>;
type Verdict = { attention: Attention | null; evidence: Evidence | null };

const NOTHING: Verdict = { attention: null, evidence: null };
const DETAIL_CHARS = 160;
/** Rules that say only that nothing was found. */
const NO_CUE = /^any-program\/no-cue$/;
/** iTerm2 says "processing" of every session that is younger than 2 s; a little more for what starts it. */
const NEWBORN_MS = 2500;

function found(attention: Attention, source: EvidenceSource, rule: string, at: number, detail = ""): Found {
  return { attention, evidence: { source, rule, at, detail: detail.slice(0, DETAIL_CHARS) } };
}

/** The screen as it stood at the last reading. Without a new reading nothing has changed on it since. */
function screenOf({ output, session }: AttentionInput): Screen | null {
  if (output) return { lines: output.tail, at: output.reading.read_at };
  const { reading } = session;
  return reading ? { lines: [...reading.anchor, reading.partial], at: reading.read_at } : null;
}

/** What the session's screen shows, looked through only if it may have changed since; null: it has not been read. */
function drawnOn({ output, session }: AttentionInput, screen: Screen | null, agent: AgentKind | null): Drawn | null {
  if (screen === null) return null;
  const { drawn: known, attention: before } = session;
  const stands = !output && known?.read_at === screen.at && known.agent === agent && known.before === before;
  if (stands) return known;
  // What `observe` brings is plain text already; a reading is as it stood.
  const { state, rule } = detect(output ? screen.lines : screen.lines.join("\n"), agent, before);
  return { read_at: screen.at, agent, before, state, rule };
}

/** `2 shells`, `1 background task`: what goes on behind an agent that idles. */
function behind(lines: readonly string[]): string {
  const counted = lines
    .slice(-6)
    .map((line) => /(?:^|[·,] ?|\s)([1-9]\d?) (?:background )?(shells?|tasks?|terminals?)\b/u.exec(line.slice(0, 400)))
    .find((match) => match);
  return counted ? `${counted[1]} background ${counted[2]}` : "";
}

function lastLine(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== "")?.trim() ?? "";
}

/**
 * Whether a session waits for its user, works, or idles, and by which evidence, strongest first: the agent's own
 * record, the terminal's title, a shell in front, the screen, output at this moment (`facts/field.md` section 5). A
 * title that says "idle" says nothing against a question on the screen. Silence proves nothing: without evidence, and
 * for a session that is not monitored or not up, both are null.
 */
export function attentionOf(input: AttentionInput): Verdict & { drawn?: Drawn } {
  const { template, session, seen, agents, processes } = input;
  if (!template.monitor_output || session.phase.name !== "up") return NOTHING;

  const tty = session.tty ?? seen?.tty ?? null;
  const onTty = tty === null ? [] : rowsOnTty(processes ?? [], tty);
  const agent = agentOf(template, onTty);

  const pids = new Set(onTty.map((row) => row.pid));
  const record = agents.filter((one) => pids.has(one.pid)).sort((a, b) => b.at - a.at)[0];
  if (record) {
    const hidden = record.state === "shell";
    const state = record.state === "shell" ? "idle" : record.state;
    return found(
      state,
      "agent_registry",
      `${record.agent}/${record.state}`,
      record.at,
      hidden ? "a background shell" : "",
    );
  }

  const screen = screenOf(input);
  const drawn = drawnOn(input, screen, agent);
  return { ...weigh({ input, agent, onTty, screen, drawn }), ...(drawn ? { drawn } : {}) };
}

interface Scales {
  input: AttentionInput;
  agent: AgentKind | null;
  /** The processes on the session's terminal. */
  onTty: ProcessRow[];
  screen: Screen | null;
  drawn: Drawn | null;
}

/** The evidence from the title down. */
function weigh({ input, agent, onTty, screen, drawn }: Scales): Verdict {
  const { session, seen, now } = input;
  const asks =
    screen && drawn?.state === "waiting"
      ? found("waiting", "screen", drawn.rule, screen.at, lastLine(screen.lines))
      : null;

  const title = seen?.name ? readTitle(seen.name, agent) : null;
  if (title && title.state !== "idle") return found(title.state, "title", title.rule, now, seen?.name ?? "");

  if (isIdleShell(onTty) && (agent || !asks)) {
    return found("idle", "tty", "shell-in-front", now, inForeground(onTty)[0]?.command);
  }
  if (asks) return asks;
  if (title) return found(title.state, "title", title.rule, now, behind(screen?.lines ?? []));
  if (seen?.is_at_shell_prompt && !agent) return found("idle", "iterm", "at-shell-prompt", now);

  if (screen && drawn && !NO_CUE.test(drawn.rule)) {
    const stale = drawn.state === "busy" && !agent && !seen?.is_processing;
    if (!stale) {
      const detail = drawn.state === "idle" ? behind(screen.lines) : lastLine(screen.lines);
      return found(drawn.state, "screen", drawn.rule, screen.at, detail);
    }
  }
  const newborn = now - session.phase.since < NEWBORN_MS;
  return seen?.is_processing && !newborn ? found("busy", "iterm", "output-now", now) : NOTHING;
}
