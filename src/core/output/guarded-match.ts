import { createContext, Script } from "node:vm";

/** What one pattern found on one line. */
export interface Match {
  /** Which of the lines. */
  index: number;
  groups: Record<string, string>;
}

export interface Matched {
  matches: Match[];
  /** It did not end in time and was cut off. */
  slow: boolean;
}

/** ms for one pattern over all new lines of a session. A pattern is given twice this at a second try, as the machine may have been busy. */
const TIME_LIMIT = 40;
const LINE_CHARS = 2_000;
const KEPT_PATTERNS = 500;
/** Of one pattern in one reading; more say nothing more. */
const MAX_MATCHES = 200;

const compiled = new Map<string, RegExp | null>();

/** The pattern as a regular expression; null if it is none. */
function compile(pattern: string): RegExp | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let regex: RegExp | null;
  try {
    regex = new RegExp(pattern, "u");
  } catch {
    try {
      regex = new RegExp(pattern);
    } catch {
      regex = null;
    }
  }
  if (compiled.size >= KEPT_PATTERNS) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

interface Task {
  regex: RegExp;
  lines: readonly string[];
  hits: Match[];
}

function run({ regex, lines, hits }: Task): void {
  for (let index = 0; index < lines.length && hits.length < MAX_MATCHES; index += 1) {
    const found = regex.exec(lines[index] ?? "");
    if (!found) continue;
    const groups: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) if (value !== undefined) groups[name] = value;
    hits.push({ index, groups });
  }
}

/** V8 looks for a request to end while it backtracks, so a time limit of `node:vm` does cut a regular expression off. */
const sandbox: { run: () => void } = createContext({ run: () => undefined }) as { run: () => void };
const script = new Script("run()");

function runWithin(task: Task, limit: number): boolean {
  sandbox.run = () => run(task);
  try {
    script.runInContext(sandbox as object, { timeout: limit });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  } finally {
    sandbox.run = () => undefined;
  }
}

/**
 * Tries a user's pattern (JavaScript syntax) on each line. Never throws and never takes longer than about a tenth of a
 * second, whatever the pattern: one that backtracks for ever is cut off and reported as slow. A pattern that is no
 * regular expression matches nothing.
 */
export function guardedMatch(pattern: string, lines: readonly string[]): Matched {
  const regex = compile(pattern);
  if (!regex || lines.length === 0) return { matches: [], slow: false };
  const short = lines.map((line) => line.slice(0, LINE_CHARS));
  for (const limit of [TIME_LIMIT, 2 * TIME_LIMIT]) {
    const task: Task = { regex, lines: short, hits: [] };
    if (runWithin(task, limit)) return { matches: task.hits, slow: false };
  }
  return { matches: [], slow: true };
}

/** The same without a guard, for the patterns that come with the product. */
export function plainMatch(pattern: string, lines: readonly string[]): Match[] {
  const regex = compile(pattern);
  if (!regex) return [];
  const task: Task = { regex, lines: lines.map((line) => line.slice(0, LINE_CHARS)), hits: [] };
  run(task);
  return task.hits;
}
