import type { ManagedSession, Phase } from "../model/session.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { LAUNCH_GRACE } from "./launching.ts";
import { FINISH_LIMIT, MIN_LIFE } from "./stop.ts";
import { put, templateOf, type TickContext } from "./tick-context.ts";
import { LOOP_WINDOW } from "./trigger-rate-limit.ts";

/*
 * Time limits count the time in which the machine was awake. Each tick may be another process, and the clock is the only
 * one that they share: it goes on while the machine sleeps, and it is set, forward and back. (Node's monotonic clock is
 * no help on a Mac: it is mach_continuous_time, which goes on in sleep, see uv__hrtime in libuv's src/unix/darwin.c.) So
 * what the clock says between two ticks counts only as far as two ticks of a waking machine may be apart, and what began
 * before is moved by the rest, as if it had begun that much later.
 */

/**
 * How much (ms) of the time between two ticks counts: a quarter of the limit, so that a sleep takes no more of it than
 * that. At least what a command waits between two ticks, at most what Raycast waits between two runs of the menu bar.
 */
const COUNTED = { least: 2_000, most: 12_000 };

type Moved = (at: number, limit: number) => number;

/** Moves what time limits are counted from, in all that is known, past a sleep or a jump of the clock. */
export function countTimeAwake(tick: TickContext): void {
  const gap = tick.now - tick.ticked_at;
  if (tick.ticked_at === 0 || (gap >= 0 && gap <= COUNTED.least)) return;
  const moved: Moved = (at, limit) => {
    const most = Math.min(Math.max(limit / 4, COUNTED.least), COUNTED.most);
    return Math.min(tick.now, at + gap - Math.min(Math.max(gap, 0), most));
  };
  for (const session of [...tick.sessions.values()]) {
    put(tick, withTimes(session, templateOf(tick, session), moved, gap < 0));
  }
  tick.messages = tick.messages.map((message) => {
    const lifetime = message.expires_at - message.queued_at;
    const queued_at = moved(message.queued_at, lifetime);
    return { ...message, queued_at, expires_at: queued_at + lifetime };
  });
  tick.trigger_firings = Object.fromEntries(
    Object.entries(tick.trigger_firings).map(([key, times]) => [key, times.map((at) => moved(at, LOOP_WINDOW))]),
  );
}

/** `set_back`: what no limit is counted from, and is only shown, must not lie in the future either. */
function withTimes(
  session: ManagedSession,
  template: SessionTemplate,
  moved: Moved,
  set_back: boolean,
): ManagedSession {
  const { launch, status_since } = session;
  const ready_ms = template.ready_timeout_seconds * 1000;
  const phase = phaseWithTimes(
    session.phase,
    { ready_ms, stop_ms: template.stop_timeout_seconds * 1000 },
    moved,
    set_back,
  );
  if (phase === session.phase) return session;
  const limit = phase.name === "up" ? ready_ms : MIN_LIFE;
  return {
    ...session,
    phase,
    ...(launch ? { launch: { ...launch, requested_at: moved(launch.requested_at, limit) } } : {}),
    status_since: set_back ? moved(status_since, 0) : status_since,
  };
}

function phaseWithTimes(
  phase: Phase,
  { ready_ms, stop_ms }: { ready_ms: number; stop_ms: number },
  moved: Moved,
  set_back: boolean,
): Phase {
  switch (phase.name) {
    case "launching": {
      const revoked = phase.revoked_at === undefined ? {} : { revoked_at: moved(phase.revoked_at, LAUNCH_GRACE) };
      return { ...phase, since: moved(phase.since, LAUNCH_GRACE), ...revoked };
    }
    case "up":
      return phase.ready_at === null || set_back ? { ...phase, since: moved(phase.since, ready_ms) } : phase;
    case "stopping": {
      const { detached_asked_at, shell_at } = phase;
      const limit = phase.step === "asked" ? stop_ms : FINISH_LIMIT;
      return {
        ...phase,
        step_at: moved(phase.step_at, limit),
        ...(detached_asked_at === undefined ? {} : { detached_asked_at: moved(detached_asked_at, stop_ms) }),
        ...(shell_at === undefined ? {} : { shell_at: moved(shell_at, 0) }),
      };
    }
    case "pending":
    case "skipped":
    case "ended":
      return set_back ? { ...phase, since: moved(phase.since, 0) } : phase;
  }
}
