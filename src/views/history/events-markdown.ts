import type { Event, EventOf, EventType, LineCounts } from "../../core/model/event.ts";
import { END_IN_WORDS } from "../../core/model/session-state.ts";
import { countOf, plainText } from "../format.ts";

type InWords = { [T in EventType]: (data: EventOf<T>["data"]) => string };

/** What happened, in words for the user. */
const IN_WORDS: InWords = {
  session_started: () => "Started",
  session_output: ({ lines }) => linesInWords(lines),
  session_status_changed: ({ to, evidence }) => [`Now ${to}`, evidence.detail].filter(Boolean).join(": "),
  session_ended: ({ cause, exit_code, exit_signal }) =>
    [`It ${END_IN_WORDS[cause]}`, exit_signal ?? (exit_code === null ? "" : `code ${exit_code}`)]
      .filter(Boolean)
      .join(", "),
  project_opened: () => "The project was opened",
  project_closed: ({ left_running }) =>
    left_running.length > 0
      ? `The project was closed; ${countOf(left_running.length, "session")} went on running`
      : "The project was closed",
  tab_created: ({ session_ids }) => `A tab was opened with ${countOf(session_ids.length, "session")} of the project`,
  tab_closed: () => "A tab of the project was closed",
  window_tabs_changed: ({ managed_tab_ids, external_tab_ids }) =>
    `A window now has ${countOf(managed_tab_ids.length, "tab")} of projects and ${external_tab_ids.length} of yours`,
  app_quit_requested: ({ action }) => `Quit Cleanup: ${action.replace("_", " ")}`,
};

/** What happened to a session, the latest first. Output that came without anything in between is one row. */
export function eventsMarkdown(name: string, newestFirst: readonly Event[]): string {
  const title = `## ${plainText(name)}`;
  if (newestFirst.length === 0) return `${title}\n\nNothing is known of it yet.`;
  const rows = joined(newestFirst).map(({ timestamp, ...event }) => {
    const time = new Date(timestamp).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
    return `| ${time} | ${plainText(inWords(event).replace(/\s+/g, " "))} |`;
  });
  return [title, ["| Time | What Happened |", "|---|---|", ...rows].join("\n")].join("\n\n");
}

function inWords<T extends EventType>({ type, data }: { type: T; data: EventOf<T>["data"] }): string {
  return (IN_WORDS[type] as (data: EventOf<T>["data"]) => string)(data);
}

function joined(events: readonly Event[]): Event[] {
  const rows: Event[] = [];
  for (const event of events) {
    const last = rows.at(-1);
    if (last?.type === "session_output" && event.type === "session_output") {
      rows[rows.length - 1] = { ...last, data: { ...last.data, lines: sum(last.data.lines, event.data.lines) } };
    } else rows.push(event);
  }
  return rows;
}

const sum = (a: LineCounts, b: LineCounts): LineCounts => ({
  output: a.output + b.output,
  error: a.error + b.error,
  prompt: a.prompt + b.prompt,
});

function linesInWords({ output, error, prompt }: LineCounts): string {
  const all = output + error + prompt;
  const parts = [
    all > 0 ? countOf(all, "line") : "Output",
    error > 0 ? countOf(error, "error") : "",
    prompt > 0 ? countOf(prompt, "prompt") : "",
  ];
  return parts.filter(Boolean).join(", ");
}
