import * as z from "zod";
import { AGENTS, agentNamed } from "../../src/core/agents/agents.ts";
import { hear } from "../../src/core/agents/bytes.ts";
import { detect, type Detection } from "../../src/core/agents/screen/detect.ts";
import { weigh } from "../../src/core/decide/evidence.ts";
import type { AgentKind } from "../../src/core/model/agent-kind.ts";
import type { AgentRecord } from "../../src/core/model/observation.ts";
import type { Attention } from "../../src/core/model/session.ts";

/**
 * `agent` unknown or missing: the rules for any program. `current_state`: what the session was before, if known.
 * `title`: the terminal's. `record`: the agent's own state file as JSON (of several the newest counts). `bytes`: what was
 * written to the terminal, escape sequences as they came. What is left out is not known.
 */
export const Request = z.object({
  id: z.union([z.string(), z.number()]),
  agent: z.string().nullish(),
  screen: z.string(),
  current_state: z.string().nullish(),
  title: z.string().nullish(),
  record: z.optional(z.unknown()),
  bytes: z.string().nullish(),
});
type Request = z.infer<typeof Request>;

const STATES = { waiting: "waiting", waiting_input: "waiting", busy: "busy", idle: "idle" } as const;

function previousOf(state: string | null | undefined): Attention | null {
  return state && Object.hasOwn(STATES, state) ? STATES[state as keyof typeof STATES] : null;
}

function recordOf(agent: AgentKind | null, content: unknown): AgentRecord | null {
  const parse = agent && AGENTS[agent].records?.parse;
  if (!agent || !parse) return null;
  const read = (Array.isArray(content) ? content : [content]).flatMap((one) => parse(one) ?? []);
  const said = read.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  return said ? { ...said, agent, at: said.at ?? 0 } : null;
}

/** What a request says of its program, weighed as a tick weighs it. Its screen is taken to be newer than all else. */
export function weighed({ agent: name, screen, current_state, title, record, bytes }: Request): Detection {
  const agent = agentNamed(name ?? "");
  const drawn = detect(screen, agent, previousOf(current_state));
  const now = Date.now();
  const found = weigh({
    agent,
    heard: bytes ? hear(null, bytes, now) : null,
    record: recordOf(agent, record),
    seen: title ? { name: title, is_processing: false, is_at_shell_prompt: false } : null,
    onTty: [],
    screen: { at: now, lines: screen.split("\n"), drawn },
    silent_ms: 0,
    newborn: false,
    now,
  });
  return found ? { state: found.attention, rule: found.evidence.rule } : drawn;
}
