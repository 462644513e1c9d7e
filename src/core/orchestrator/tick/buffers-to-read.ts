import type { BufferRequest } from "../../model/ports.ts";
import type { ManagedSession } from "../../model/session.ts";
import { hasPane } from "../../model/session-state.ts";
import type { SessionTemplate } from "../../model/template.ts";

/** UTF-16 units fetched from the end of a buffer: some 2,000 lines of 120 columns. */
const MAX_CHARS = 256 * 1024;

/**
 * A tty device's mtime lags behind its output: Linux moves it at most every 8 s (`tty_update_time`), macOS lazily too
 * (`devfs_consider_time_update`). A reading taken this soon (ms) after the mtime may have missed later output.
 */
const TTY_TIME_LAG = 10_000;

/** Quiet buffers looked at again in each tick all the same, should a tty's time ever not move. */
const REREADS_PER_TICK = 2;

export interface Watched {
  session: ManagedSession;
  template: SessionTemplate;
}

function isWatched({ session, template }: Watched): boolean {
  return hasPane(session) && template.monitor_output && session.iterm_session_id !== null;
}

function mayHaveNewOutput(session: ManagedSession, ttyTimes: Record<string, number>): boolean {
  const { reading, tty } = session;
  if (reading === null) return true;
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
  const sessions = watched.filter(isWatched).map(({ session }) => session);
  const quiet = sessions
    .filter((session) => !mayHaveNewOutput(session, ttyTimes))
    .sort((a, b) => (a.reading?.read_at ?? 0) - (b.reading?.read_at ?? 0));
  const inTurn = new Set(quiet.slice(0, REREADS_PER_TICK));
  return sessions.map((session) => ({
    id: session.iterm_session_id as string,
    max_chars: MAX_CHARS,
    always: inTurn.has(session) || mayHaveNewOutput(session, ttyTimes),
  }));
}
