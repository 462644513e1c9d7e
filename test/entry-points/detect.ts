import { createInterface } from "node:readline";
import * as z from "zod";
import { agentNamed } from "../../src/core/agents/agents.ts";
import { detect } from "../../src/core/agents/screen/detect.ts";

/** `agent` unknown or missing: the rules for any program. `current_state`: what the session was before, if known. */
const Request = z.object({
  id: z.union([z.string(), z.number()]),
  agent: z.string().nullish(),
  screen: z.string(),
  current_state: z.string().nullish(),
});

const STATES = { waiting: "waiting", waiting_input: "waiting", busy: "busy", idle: "idle" } as const;

function previousOf(state: string | null | undefined) {
  return state && Object.hasOwn(STATES, state) ? STATES[state as keyof typeof STATES] : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function idOf(value: unknown): string | number | null {
  const named = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  return named.success ? named.data.id : null;
}

let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number += 1;
  if (line.trim() === "") continue;
  const value = parse(line);
  const request = Request.safeParse(value);
  if (request.success) {
    const { id, agent, screen, current_state } = request.data;
    const { state, rule } = detect(screen, agentNamed(agent ?? ""), previousOf(current_state));
    process.stdout.write(`${JSON.stringify({ id, state, rule })}\n`);
  } else {
    const error = value === null ? "not JSON" : z.prettifyError(request.error);
    process.stderr.write(`${JSON.stringify({ id: idOf(value), line: number, error })}\n`);
    process.exitCode = 1;
  }
}
