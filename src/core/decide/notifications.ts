import type { Notification } from "../model/action.ts";
import type { QueuedMessage } from "../model/message.ts";
import type { ManagedSession } from "../model/session.ts";
import { questionInShort, type QuestionKind } from "../model/question.ts";
import { endInWords, questionOf } from "../model/session-state.ts";
import { hasFailed, hasSucceeded } from "./triggers.ts";
import { templateOf, type Change, type TickContext } from "./tick-context.ts";

/** A success is notified only of a run this long (ms): during a shorter one its user still watches. */
export const LONG_RUN = 30_000;

/** macOS cuts longer texts; those that are about several sessions share it. */
const LONGEST_BODY = 240;
/** More sessions than this are only named. */
const MOST_ASKED = 3;

/** What a session does whose question is told. */
const ASKS: Partial<Record<QuestionKind, string>> = {
  error: "cannot go on",
  sign_in: "needs you to sign in",
};

type Kind = "waiting" | "failed" | "succeeded" | "undelivered";

/** One thing to tell the user. */
interface Notice {
  kind: Kind;
  session: ManagedSession;
  body: string;
}

/** In the order in which a notification lists them: what needs the user first. */
const WORDS: Record<Kind, { one: string; many: string; short: string }> = {
  waiting: { one: "is waiting for you", many: "sessions are waiting for you", short: "waiting for you" },
  failed: { one: "failed", many: "sessions failed", short: "failed" },
  undelivered: { one: "did not get a message", many: "messages were not delivered", short: "not delivered" },
  succeeded: { one: "succeeded", many: "sessions succeeded", short: "succeeded" },
};
const KINDS = Object.keys(WORDS) as Kind[];

/** One notification of all that happened in this tick, unless switched off or in quiet hours. */
export function notifyOf(tick: TickContext, dropped: QueuedMessage[], minuteOfDay: number): void {
  if (!tick.settings.notifications || isQuiet(tick.settings.quiet_hours, minuteOfDay)) return;
  const all = [...tick.changes.flatMap((change) => noticesOf(tick, change)), ...undelivered(tick, dropped)];
  const latest = latestOfEach(all.filter(({ session }) => mayNotify(tick, session)));
  const [first, ...others] = KINDS.flatMap((kind) => latest.filter((notice) => notice.kind === kind));
  if (first) tick.actions.push({ type: "notify", notification: combined(tick, first, others) });
}

/** A session that failed twice in one tick is in the notification once. */
function latestOfEach(all: Notice[]): Notice[] {
  return [...new Map(all.map((notice) => [`${notice.kind}\n${notice.session.id}`, notice])).values()];
}

function noticesOf(tick: TickContext, change: Change): Notice[] {
  const { session } = change;
  if (change.kind === "waiting" || change.kind === "asks_anew") {
    return [{ kind: "waiting", session, body: asked(session, LONGEST_BODY) }];
  }
  if (change.kind === "rate_limited") return [{ kind: "failed", session, body: change.reason }];
  if (hasFailed(change)) {
    const line = change.kind === "verdict" ? session.verdict?.line : undefined;
    return [{ kind: "failed", session, body: line ?? endInWords(session) }];
  }
  if (hasSucceeded(change) && ranFor(tick, session) >= LONG_RUN) {
    return [{ kind: "succeeded", session, body: session.verdict?.line ?? "" }];
  }
  return [];
}

/** What it asks; else whatever is known of why it waits. */
function asked(session: ManagedSession, most: number): string {
  const question = questionOf(session);
  return question ? questionInShort(question, most) : session.evidence.detail;
}

function undelivered(tick: TickContext, dropped: QueuedMessage[]): Notice[] {
  return dropped.flatMap(({ message, sent_at }) => {
    const session = tick.sessions.get(message.to_session_id);
    if (!session) return [];
    const why = sent_at === undefined ? "it was not ready in time" : "it may or may not have arrived; look there";
    return [{ kind: "undelivered" as const, session, body: why }];
  });
}

function ranFor({ now }: TickContext, { started_at, ended_at }: ManagedSession): number {
  if (started_at === null) return 0;
  return (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at);
}

function mayNotify(tick: TickContext, session: ManagedSession): boolean {
  const project = tick.projects[session.project_id];
  return templateOf(tick, session).notify ?? project?.config.notify ?? true;
}

const projectName = (tick: TickContext, { project_id }: ManagedSession) =>
  tick.projects[project_id]?.name ?? project_id;

function combined(tick: TickContext, first: Notice, others: Notice[]): Notification {
  const notices = [first, ...others];
  const projects = [...new Set(notices.map(({ session }) => projectName(tick, session)))];
  const title = projects.join(", ");
  if (others.length === 0) {
    const question = first.kind === "waiting" ? questionOf(first.session) : null;
    const does = question ? (ASKS[question.kind] ?? "asks") : WORDS[first.kind].one;
    return { title, subtitle: `${first.session.name} ${does}`, body: first.body };
  }
  const nameOf = ({ session }: Notice) =>
    projects.length > 1 ? `${projectName(tick, session)}: ${session.name}` : session.name;
  const namesOf = (some: Notice[]) => some.map(nameOf).join(", ");
  const groups = [...Map.groupBy(notices, ({ kind }) => kind)];
  if (groups.length === 1) {
    const subtitle = `${notices.length} ${WORDS[first.kind].many}`;
    const told = first.kind === "waiting" && notices.length <= MOST_ASKED;
    const most = Math.floor(LONGEST_BODY / notices.length);
    const line = (notice: Notice) => `${nameOf(notice)}: `;
    const lines = notices.map((one) => line(one) + asked(one.session, most - line(one).length));
    return { title, subtitle, body: told ? lines.join("\n") : namesOf(notices) };
  }
  const subtitle = groups.map(([kind, some]) => `${some.length} ${WORDS[kind].short}`).join(", ");
  const body = groups.map(([kind, some]) => `${namesOf(some)} (${WORDS[kind].short})`).join("; ");
  return { title, subtitle, body };
}

/** `hours`: `HH:MM-HH:MM`, over midnight too; what cannot be read is no quiet time. The end is not part of it. */
export function isQuiet(hours: string, minuteOfDay: number): boolean {
  const parts = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(hours.trim());
  if (!parts) return false;
  const [from, to] = [Number(parts[1]) * 60 + Number(parts[2]), Number(parts[3]) * 60 + Number(parts[4])];
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}
