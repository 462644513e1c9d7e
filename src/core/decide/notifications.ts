import type { Notification } from "../model/action.ts";
import type { QueuedMessage } from "../model/message.ts";
import type { ManagedSession } from "../model/session.ts";
import { endInWords } from "./dependencies.ts";
import { failedOnce, succeededOnce } from "./triggers.ts";
import { templateOf, type Change, type Turn } from "./turn.ts";

/** A success is worth a notification only after this long (ms): nobody looks away from a shorter one. */
export const LONG_RUN = 30_000;

type Kind = "waiting" | "failed" | "succeeded" | "undelivered";

interface News {
  kind: Kind;
  session: ManagedSession;
  body: string;
}

const SUBTITLE: Record<Kind, { one: string; many: string }> = {
  waiting: { one: "is waiting for you", many: "sessions are waiting for you" },
  failed: { one: "failed", many: "sessions failed" },
  succeeded: { one: "succeeded", many: "sessions succeeded" },
  undelivered: { one: "did not get a message", many: "messages were not delivered" },
};

/** One notification for each kind of news about a project in this tick, unless switched off or in quiet hours. */
export function notifyOf(turn: Turn, dropped: QueuedMessage[], minuteOfDay: number): void {
  if (!turn.settings.notifications || isQuiet(turn.settings.quiet_hours, minuteOfDay)) return;
  const groups = new Map<string, News[]>();
  for (const news of [...turn.changes.flatMap((change) => newsOf(turn, change)), ...undelivered(turn, dropped)]) {
    if (!isWanted(turn, news.session)) continue;
    const key = `${news.session.project_id}\n${news.kind}`;
    const group = groups.get(key);
    if (group) group.push(news);
    else groups.set(key, [news]);
  }
  for (const group of groups.values()) {
    turn.actions.push({ type: "notify", notification: oneOf(turn, group) });
  }
}

function newsOf(turn: Turn, change: Change): News[] {
  const { session } = change;
  if (change.kind === "waiting") return [{ kind: "waiting", session, body: session.evidence.detail }];
  if (failedOnce(change)) {
    const line = change.kind === "verdict" ? session.verdict?.line : undefined;
    return [{ kind: "failed", session, body: line ?? endInWords(session) }];
  }
  if (succeededOnce(change) && ranFor(turn, session) >= LONG_RUN) {
    return [{ kind: "succeeded", session, body: session.verdict?.line ?? "" }];
  }
  return [];
}

function undelivered(turn: Turn, dropped: QueuedMessage[]): News[] {
  return dropped.flatMap(({ message, sent_at }) => {
    const session = turn.sessions.get(message.to_session_id);
    if (!session) return [];
    const why = sent_at === undefined ? "it was not ready in time" : "it may or may not have arrived; look there";
    return [{ kind: "undelivered" as const, session, body: why }];
  });
}

function ranFor({ now }: Turn, { started_at, ended_at }: ManagedSession): number {
  if (started_at === null) return 0;
  return (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at);
}

function isWanted(turn: Turn, session: ManagedSession): boolean {
  const project = turn.projects[session.project_id];
  return templateOf(turn, session).notify ?? project?.config.notify ?? true;
}

function oneOf(turn: Turn, group: News[]): Notification {
  const { kind, session, body } = group[0]!;
  const key = `${kind}:${group.map((news) => news.session.id).join(",")}:${turn.now}`;
  const title = turn.projects[session.project_id]?.name ?? session.project_id;
  if (group.length === 1) return { key, title, subtitle: `${session.name} ${SUBTITLE[kind].one}`, body };
  const names = group.map((news) => news.session.name).join(", ");
  return { key, title, subtitle: `${group.length} ${SUBTITLE[kind].many}`, body: names };
}

/** `hours`: `HH:MM-HH:MM`, over midnight too; what cannot be read is no quiet time. The end is not part of it. */
export function isQuiet(hours: string, minuteOfDay: number): boolean {
  const parts = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(hours.trim());
  if (!parts) return false;
  const [from, to] = [Number(parts[1]) * 60 + Number(parts[2]), Number(parts[3]) * 60 + Number(parts[4])];
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}
