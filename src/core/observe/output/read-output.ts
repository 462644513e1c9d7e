import type { SeenOutput } from "../../model/observation.ts";
import type { Buffer } from "../../model/ports.ts";
import type { Project } from "../../model/project.ts";
import type { ManagedSession } from "../../model/session.ts";
import type { SessionTemplate } from "../../model/template.ts";
import { newLines } from "./new-lines.ts";

export interface OutputInput {
  session: ManagedSession;
  template: SessionTemplate;
  project: Project;
  /** Undefined: the snapshot brought no buffer for this session. */
  buffer: Buffer | undefined;
  /** ms since the epoch. */
  now: number;
  tty_mtime: number;
}

/** What is new in a session's buffer and what the patterns made of it. Null: there was no buffer to read. */
export function readOutput(input: OutputInput): SeenOutput | null {
  if (!input.buffer) return null;
  const seen = newLines(input.session.reading, input.buffer, input);
  const timestamp = new Date(input.now).toISOString();
  return {
    entries: seen.lines.map((content) => ({ timestamp, content, entry_type: "output" })),
    tail: seen.tail,
    reading: seen.reading,
    findings: [],
    matched: { success: null, error: null, ready: null },
    trigger_patterns: [],
    slow_patterns: [],
  };
}
