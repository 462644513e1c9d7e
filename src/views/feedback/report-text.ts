import type { Progress, Report } from "../../core/orchestrator/orchestrator.ts";
import { countOf } from "../format.ts";

/** "api · 2 of 4" under a toast's title, while work goes on. */
export function progressText({ done, total, current }: Progress): string {
  const step = total > 0 ? `${Math.min(done + 1, total)} of ${total}` : "";
  return [current, step].filter(Boolean).join(" · ");
}

/** A report as one title and one line that names what went wrong, session by session. */
export function summarize(done: string, report: Report): { ok: boolean; title: string; message: string } {
  const { succeeded, failed, skipped, unfinished } = report;
  const total = succeeded.length + failed.length + skipped.length + unfinished.length;
  const bad = [
    ...failed.map(({ session, why }) => `${session.name}: ${why}`),
    ...skipped.map(({ session, why }) => `${session.name} skipped: ${why}`),
    ...unfinished.map((session) => `${session.name}: still under way`),
  ];
  if (bad.length === 0) return { ok: true, title: done, message: total > 1 ? countOf(total, "session") : "" };
  const ok = failed.length === 0 && skipped.length === 0;
  return { ok, title: `${done} · ${succeeded.length} of ${total}`, message: bad.join(" · ") };
}
