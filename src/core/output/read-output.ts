import type { SeenOutput } from "../model/observation.ts";
import type { OutputPattern, OutputParser } from "../model/parser.ts";
import { plain } from "../model/plain-text.ts";
import type { Buffer, LogReading } from "../model/ports.ts";
import type { Project } from "../model/project.ts";
import type { Finding, ManagedSession, OutputEntry } from "../model/session.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { matchWithinTime, matchUnlimited } from "./time-limited-match.ts";
import type { Match } from "./time-limited-match.ts";
import { newLines } from "./new-lines.ts";
import { isBuiltIn, parsersFor } from "./parsers/parsers-for.ts";

export interface OutputInput {
  session: ManagedSession;
  template: SessionTemplate;
  project: Project;
  buffer: Buffer;
  /** What is new in the log of its pane; left out: there is none. */
  log?: LogReading;
  /** ms since the epoch. */
  now: number;
  tty_mtime: number;
}

/** So many lines have one time limit. */
const CHUNK_LINES = 3_000;
/** A log that was not written to for so long, ms, after its terminal was is one that iTerm2 has given up. */
const GIVEN_UP_MS = 5_000;
const CONTEXT_LINES = 3;

const ERROR_START =
  /^(?:\[[^\]]*\] *)?(?:error|fatal|fatal error|panic|exception|uncaught|traceback|unhandled\w*)\b[:!([]/i;
const ERROR_WORD = /\b(?:[A-Z]\w*(?:Error|Exception):|npm (?:ERR!|error) |error TS\d+:)|^(?:ERROR|FATAL)\b/;
const PROMPT_LINE =
  /(?:^|[\s)\]~\w])[$%#❯➜»] ?$|\[y\/n\]|\(y\/n\)|\(yes\/no\)|\b(?:password|passphrase)[^.]*: ?$|^\? .*[?›:] ?$/iu;

function isError(line: string): boolean {
  return ERROR_START.test(line) || ERROR_WORD.test(line);
}

/** The lines around one, itself included, as they stand in the buffer. */
function contextOf(lines: readonly string[], tail: readonly string[], index: number): string[] {
  const line = lines[index] ?? "";
  const inTail = tail.lastIndexOf(line);
  const source = inTail >= 0 ? tail : lines;
  const at = inTail >= 0 ? inTail : index;
  return source.slice(Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1);
}

/** Tries patterns on the new lines, and never again one that was too slow. */
class Patterns {
  readonly slow: Set<string>;
  readonly #lines: readonly string[];
  readonly #chunks: (readonly string[])[] = [];

  constructor(lines: readonly string[], slow: readonly string[]) {
    this.#lines = lines;
    for (let at = 0; at < lines.length; at += CHUNK_LINES) this.#chunks.push(lines.slice(at, at + CHUNK_LINES));
    this.slow = new Set(slow);
  }

  /** `trusted`: the pattern came with the product, so that it is known to end in time. */
  all(pattern: string, trusted = false): Match[] {
    return this.#chunks.flatMap((lines, chunk) => {
      if (this.slow.has(pattern)) return [];
      const matches = trusted ? matchUnlimited(pattern, lines) : matchWithinTime(pattern, lines);
      if (!matches) this.slow.add(pattern);
      return (matches ?? []).map((match) => ({ ...match, index: match.index + chunk * CHUNK_LINES }));
    });
  }

  /** The first line that matches, or null. */
  first(pattern: string | null): string | null {
    const [match] = pattern ? this.all(pattern) : [];
    return match ? (this.#lines[match.index] ?? "") : null;
  }
}

function groupsOf(match: Match, pattern: OutputPattern): Record<string, string> {
  if (pattern.extract_groups.length === 0) return match.groups;
  return Object.fromEntries(Object.entries(match.groups).filter(([name]) => pattern.extract_groups.includes(name)));
}

/** ms. A summary may come one reading after the errors it sums up: within this time it keeps the file of the first of them. */
const SAME_RUN = 60_000;

/** One finding per event type, with the groups of all its patterns: of an error the first values, else the latest. */
function findingsOf(
  parser: OutputParser,
  patterns: Patterns,
  lines: readonly string[],
  before: readonly Finding[],
  at: number,
): Finding[] {
  const trusted = isBuiltIn(parser);
  const found = parser.patterns.flatMap((pattern) =>
    patterns.all(pattern.regex, trusted).map((match) => ({ match, pattern })),
  );
  found.sort((a, b) => a.match.index - b.match.index);
  const findings = new Map<string, Finding>();
  for (const { match, pattern } of found) {
    const { event_type } = pattern;
    const groups = groupsOf(match, pattern);
    const line = lines[match.index] ?? "";
    const known = findings.get(event_type);
    const merged = event_type === "error" ? { ...groups, ...known?.groups } : { ...known?.groups, ...groups };
    const kept = event_type === "error" && known ? known.line : line;
    findings.set(event_type, { parser: parser.name, event_type, groups: merged, line: kept, at });
  }
  const error = findings.get("error");
  const earlier = before.find((one) => one.parser === parser.name && one.event_type === "error");
  if (error && !error.groups.file && earlier?.groups.file && at - earlier.at < SAME_RUN) {
    findings.set("error", { ...error, groups: { ...earlier.groups, ...error.groups }, line: earlier.line });
  }
  return [...findings.values()];
}

function entriesOf(lines: readonly string[], errors: ReadonlySet<string>, timestamp: string): OutputEntry[] {
  return lines.flatMap((content, index): OutputEntry[] => {
    if (content === "") return [];
    const last = index === lines.length - 1;
    const entry_type =
      errors.has(content) || isError(content) ? "error" : last && PROMPT_LINE.test(content) ? "prompt" : "output";
    return [{ timestamp, content, entry_type }];
  });
}

/** Whether iTerm2 still writes to a log: `tty_mtime` is when its terminal was written to last. */
export function isKeptUp({ written_at }: LogReading, tty_mtime: number): boolean {
  return tty_mtime - written_at < GIVEN_UP_MS;
}

function triggerPatterns(project: Project, templateId: string): string[] {
  return project.config.triggers.flatMap(({ on }) =>
    on.event === "pattern" && on.session === templateId ? [on.pattern] : [],
  );
}

function passedOver(bytes: number, timestamp: string): OutputEntry[] {
  if (bytes === 0) return [];
  const content = `[${Math.ceil(bytes / 1024 / 1024)} MB of output came faster than they could be read]`;
  return [{ timestamp, content, entry_type: "output" }];
}

/**
 * What is new in a session's output, and what the patterns find in it. They are tried on the log of its pane, where
 * nothing is missing; what is kept to be shown is the buffer's, where nothing is drawn twice. Never throws.
 */
export function readOutput(input: OutputInput): SeenOutput {
  const { session, template, project, buffer, log, now, tty_mtime } = input;
  const seen = newLines(session.reading, buffer, input);
  const shown = seen.lines.map(plain);
  const hasLog = log !== undefined && isKeptUp(log, tty_mtime);
  const lines = hasLog ? log.lines : shown;
  const patterns = new Patterns(lines, session.slow_patterns);

  const success = patterns.first(template.success_pattern);
  const ready = template.ready_when?.type === "ready_log_line" ? patterns.first(template.ready_when.pattern) : null;
  const errors = template.error_pattern ? patterns.all(template.error_pattern) : [];
  const firstError = errors[0];
  const findings = parsersFor(template, project).flatMap((parser) =>
    findingsOf(parser, patterns, lines, session.findings, now),
  );
  const triggered = triggerPatterns(project, template.id).filter((pattern) => patterns.first(pattern) !== null);

  const timestamp = new Date(now).toISOString();
  const errorLines = new Set(errors.map(({ index }) => lines[index] ?? ""));
  const unread = passedOver(log?.passed_over ?? 0, timestamp);
  return {
    entries: [...unread, ...entriesOf(shown, errorLines, timestamp)],
    continues: seen.continues && unread.length === 0,
    tail: seen.tail.map(plain),
    reading: seen.reading,
    ...(log?.position ? { log: { ...log.position, used: hasLog } } : {}),
    findings,
    matched: {
      success,
      error: firstError
        ? { line: lines[firstError.index] ?? "", context: contextOf(lines, seen.tail, firstError.index) }
        : null,
      ready,
    },
    trigger_patterns: [...new Set(triggered)],
    slow_patterns: [...patterns.slow],
  };
}
