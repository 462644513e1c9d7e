import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useAsync } from "../hooks/use-async.ts";
import { lastLines } from "../last-lines.ts";

/** Lines of the screen that are shown and that an answer is checked against. */
export const SCREEN_LINES = 40;

/** The end of one session's screen, read anew whenever something about the session has changed. */
export function useScreen(session: ManagedSession | undefined): { lines: string[]; isLoading: boolean } {
  const id = session?.iterm_session_id ? session.id : undefined;
  const change = session && `${session.status_since} ${session.last_output} ${session.reading?.read_at ?? 0}`;
  const { data: read, isLoading } = useAsync(readScreen, { id, change });
  const mine = read && read.id === id ? read.lines : [];
  return {
    lines: mine.length > 0 || !session ? mine : lastLines(session, SCREEN_LINES),
    isLoading: isLoading && id !== undefined && read?.id !== id,
  };
}

/** undefined: the session has no pane. */
async function readScreen({ id }: { id?: string; change?: string }) {
  return id === undefined ? undefined : { id, lines: await orchestrator().readOutput(id, SCREEN_LINES) };
}
