import { createContext, Script } from "node:vm";

/** What one pattern found on one line. */
export interface Match {
  /** Which of the lines. */
  index: number;
  groups: Record<string, string>;
}

/** ms for one pattern over all new lines of a session. A second try has twice this, as the machine may have been busy. */
const TIME_LIMIT = 40;
/** A longer line is looked at as far as this. */
const LINE_CHARS = 2_000;
const KEPT_PATTERNS = 500;
/** Of one pattern in one reading. */
const MAX_MATCHES = 200;

const compiled = new Map<string, RegExp | null>();

function regexOf(pattern: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Many a pattern is valid only without the flag: `\-` is.
    }
  }
  return null;
}

/** The pattern as a regular expression; null if it is none. */
function compile(pattern: string): RegExp | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= KEPT_PATTERNS) compiled.clear();
  const regex = regexOf(pattern);
  compiled.set(pattern, regex);
  return regex;
}

function matchesOf(regex: RegExp, lines: readonly string[]): Match[] {
  const matches: Match[] = [];
  for (let index = 0; index < lines.length && matches.length < MAX_MATCHES; index += 1) {
    const found = regex.exec((lines[index] ?? "").slice(0, LINE_CHARS));
    if (!found) continue;
    const groups: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) if (value !== undefined) groups[name] = value;
    matches.push({ index, groups });
  }
  return matches;
}

const sandbox: { work(): Match[] } = { work: () => [] };
const context = createContext(sandbox);
const script = new Script("work()");

/**
 * What `work` returns, or null if it has taken longer than `limit` ms: V8 looks for a request to end also while a
 * regular expression backtracks, so that the time limit of `node:vm` does end it.
 */
function withinTime(limit: number, work: () => Match[]): Match[] | null {
  sandbox.work = work;
  try {
    return script.runInContext(context, { timeout: limit }) as Match[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  } finally {
    sandbox.work = () => [];
  }
}

/**
 * What a user's pattern (JavaScript syntax) finds on the lines; null: it did not end in time. Never throws and never
 * takes longer than about a tenth of a second, whatever the pattern. One that is no regular expression finds nothing.
 */
export function matchWithinTime(pattern: string, lines: readonly string[]): Match[] | null {
  const regex = compile(pattern);
  if (!regex || lines.length === 0) return [];
  const work = () => matchesOf(regex, lines);
  return withinTime(TIME_LIMIT, work) ?? withinTime(2 * TIME_LIMIT, work);
}

/** The same without a time limit, for the patterns that come with the product. */
export function matchUnlimited(pattern: string, lines: readonly string[]): Match[] {
  const regex = compile(pattern);
  return regex ? matchesOf(regex, lines) : [];
}
