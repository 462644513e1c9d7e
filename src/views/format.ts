import { homedir } from "node:os";

/** A sentence with a capital at its beginning. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A count with its noun: `countOf(2, "session")` is "2 sessions". */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Text in one line of at most `most` characters, "…" for the rest. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** The local time of day, as the user's language writes it; with the day if that is not today. ms since the epoch. */
export function clockTime(at: number, now = Date.now()): string {
  const time = new Date(at);
  const today = time.toDateString() === new Date(now).toDateString();
  return time.toLocaleString([], { ...(today ? {} : { weekday: "short" }), hour: "2-digit", minute: "2-digit" });
}

/** Compares names as a person orders them: "Project 2" before "Project 10". */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}

/** At most `most` of `items`, one a line; "and N more" for the rest. */
export function listed(items: string[], most = 8): string {
  const shown = items.slice(0, most).map((item) => `• ${item}`);
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

const STEPS = [
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "min", ms: 60_000 },
];

/** A time span in its largest unit, never in seconds: a menu bar is redrawn every ten. */
export function span(ms: number): string {
  const step = STEPS.find((candidate) => ms >= candidate.ms);
  return step ? `${Math.floor(ms / step.ms)} ${step.unit}` : "under 1 min";
}

/** A time span to the second, for lists that are looked at once. */
export function exactSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A path with the home folder as `~`. */
export function tilde(path: string, home = homedir()): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** An absolute path for one that may begin with `~`. */
export function expandHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? `${homedir()}${path.slice(1)}` : path;
}

/** Those parts of a markdown text that are there, as paragraphs. */
export function paragraphs(...parts: (string | false)[]): string {
  return parts.filter(Boolean).join("\n\n");
}

/** Text in a markdown code block that it cannot end by itself. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Text within a line of markdown, without markup of its own. */
export function plainText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]|^\s*[-+](?=\s)/g, "\\$&");
}
