import type { BufferRequest } from "../../model/ports.ts";
import type { ManagedSession } from "../../model/session.ts";
import { hasPane } from "../../model/session-state.ts";
import type { SessionTemplate } from "../../model/session-template.ts";

/** UTF-16 units fetched from the end of a buffer: some 2,000 lines of 120 columns. */
const MAX_CHARS = 256 * 1024;

/**
 * A tty device's mtime lags behind its output: Linux moves it at most every 8 s (`tty_update_time`), macOS lazily too
 * (`devfs_consider_time_update`). A reading taken this soon (ms) after the mtime may have missed later output.
 */
const TTY_TIME_LAG = 10_000;

/** Quiet buffers read again in each tick all the same, should a tty's time ever not move. */
const REREADS_PER_TICK = 2;

export interface Watched {
  session: ManagedSession;
  template: SessionTemplate;
}

function mayHaveNewOutput(session: ManagedSession, ttyTimes: Record<string, number>): boolean {
  const { reading, tty } = session;
  if (reading === null || (session.log?.left ?? 0) > 0) return true;
  const time = tty === null ? undefined : ttyTimes[tty];
  return time !== undefined && (time !== reading.tty_mtime || reading.read_at - time < TTY_TIME_LAG);
}

/**
 * The buffers that the snapshot shall bring: those whose tty was written to since the last reading, and a few of the
 * quiet ones in turn, oldest reading first. The others are read only while iTerm2 sees output.
 *
 * @param ttyTimes mtime by tty, ms since the epoch
 */
export function buffersToRead(watched: Watched[], ttyTimes: Record<string, number>): BufferRequest[] {
  const monitored = watched.flatMap(({ session, template }) => {
    const { iterm_session_id: id } = session;
    if (id === null || !template.monitor_output || !hasPane(session)) return [];
    return [{ id, read_at: session.reading?.read_at ?? 0, isNew: mayHaveNewOutput(session, ttyTimes) }];
  });
  const quiet = monitored.filter(({ isNew }) => !isNew).sort((a, b) => a.read_at - b.read_at);
  const inTurn = new Set(quiet.slice(0, REREADS_PER_TICK));
  return monitored.map((one) => ({ id: one.id, max_chars: MAX_CHARS, always: one.isNew || inTurn.has(one) }));
}
