import type { Notice, Notification } from "../model/action.ts";
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

type Kind = Notice["kind"];

/** In the order in which a notification lists them: what needs the user first. */
const WORDS: Record<Kind, { one: string; many: string; short: string }> = {
  waiting: { one: "is waiting for you", many: "sessions are waiting for you", short: "waiting for you" },
  failed: { one: "failed", many: "sessions failed", short: "failed" },
  undelivered: { one: "did not get a message", many: "messages were not delivered", short: "not delivered" },
  succeeded: { one: "succeeded", many: "sessions succeeded", short: "succeeded" },
};
const KINDS = Object.keys(WORDS) as Kind[];

/** All that is to be told of this tick, what needs the user first; nothing while notifications are off, paused or quiet. */
export function notifyOf(tick: TickContext, dropped: QueuedMessage[], minuteOfDay: number): void {
  const { notifications, quiet_hours } = tick.settings;
  const paused = tick.now < (tick.desired.notifications_paused_until ?? 0);
  if (!notifications || paused || isQuiet(quiet_hours, minuteOfDay)) return;
  const all = [...tick.changes.flatMap((change) => noticesOf(tick, change)), ...undelivered(tick, dropped)];
  const latest = latestOfEach(all);
  const notices = KINDS.flatMap((kind) => latest.filter((notice) => notice.kind === kind));
  if (notices.length > 0) tick.actions.push({ type: "notify", notices });
}

/** A session that failed twice in one tick is in the notification once. */
function latestOfEach(all: Notice[]): Notice[] {
  return [...new Map(all.map((notice) => [`${notice.kind}\n${notice.session_id}`, notice])).values()];
}

function noticesOf(tick: TickContext, change: Change): Notice[] {
  const { session } = change;
  if (change.kind === "waiting" || change.kind === "asks_anew") {
    return noticeOf(tick, "waiting", session, session.evidence.detail);
  }
  if (change.kind === "rate_limited") return noticeOf(tick, "failed", session, change.reason);
  if (hasFailed(change)) {
    const line = change.kind === "verdict" ? session.verdict?.line : undefined;
    return noticeOf(tick, "failed", session, line ?? endInWords(session));
  }
  if (hasSucceeded(change) && ranFor(tick, session) >= LONG_RUN) {
    return noticeOf(tick, "succeeded", session, session.verdict?.line ?? "");
  }
  return [];
}

function undelivered(tick: TickContext, dropped: QueuedMessage[]): Notice[] {
  return dropped.flatMap(({ message, sent_at }) => {
    const session = tick.sessions.get(message.to_session_id);
    const why = sent_at === undefined ? "it was not ready in time" : "it may or may not have arrived; look there";
    return session ? noticeOf(tick, "undelivered", session, why) : [];
  });
}

/** Empty: its user does not want to be told of this session. */
function noticeOf(tick: TickContext, kind: Kind, session: ManagedSession, body: string): Notice[] {
  const project = tick.projects[session.project_id];
  if (!(templateOf(tick, session).notify ?? project?.config.notify ?? true)) return [];
  return [
    {
      kind,
      session_id: session.id,
      iterm_session_id: session.iterm_session_id,
      project: project?.name ?? session.project_id,
      session: session.name,
      question: kind === "waiting" ? questionOf(session) : null,
      body,
    },
  ];
}

function ranFor({ now }: TickContext, { started_at, ended_at }: ManagedSession): number {
  if (started_at === null) return 0;
  return (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at);
}

/** What it asks; else whatever is known of why it waits. */
const asked = ({ question, body }: Notice, most: number) => (question ? questionInShort(question, most) : body);

/** One notification of all these. */
export function notificationOf(first: Notice, others: readonly Notice[]): Notification {
  const notices = [first, ...others];
  const projects = [...new Set(notices.map(({ project }) => project))];
  const title = projects.join(", ");
  if (others.length === 0) {
    const does = first.question ? (ASKS[first.question.kind] ?? "asks") : WORDS[first.kind].one;
    const subtitle = `${first.session} ${does}`;
    return { title, subtitle, body: asked(first, LONGEST_BODY), session_id: first.session_id };
  }
  const nameOf = ({ project, session }: Notice) => (projects.length > 1 ? `${project}: ${session}` : session);
  const namesOf = (some: Notice[]) => some.map(nameOf).join(", ");
  const groups = [...Map.groupBy(notices, ({ kind }) => kind)];
  if (groups.length === 1) {
    const subtitle = `${notices.length} ${WORDS[first.kind].many}`;
    const told = first.kind === "waiting" && notices.length <= MOST_ASKED;
    const most = Math.floor(LONGEST_BODY / notices.length);
    const line = (notice: Notice) => `${nameOf(notice)}: `;
    const lines = notices.map((one) => line(one) + asked(one, most - line(one).length));
    return { title, subtitle, body: told ? lines.join("\n") : namesOf(notices), session_id: null };
  }
  const subtitle = groups.map(([kind, some]) => `${some.length} ${WORDS[kind].short}`).join(", ");
  const body = groups.map(([kind, some]) => `${namesOf(some)} (${WORDS[kind].short})`).join("; ");
  return { title, subtitle, body, session_id: null };
}

/** `hours`: `HH:MM-HH:MM`, over midnight too; what cannot be read is no quiet time. The end is not part of it. */
export function isQuiet(hours: string, minuteOfDay: number): boolean {
  const parts = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(hours.trim());
  if (!parts) return false;
  const [from, to] = [Number(parts[1]) * 60 + Number(parts[2]), Number(parts[3]) * 60 + Number(parts[4])];
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}
