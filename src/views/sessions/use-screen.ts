import { useEffect, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";

/** Lines of the screen that are shown and that an answer is checked against. */
const LINES = 40;

export interface Screen {
  lines: string[];
  isLoading: boolean;
}

/** The end of one session's screen, read anew whenever something about the session has changed. */
export function useScreen(session: ManagedSession | undefined): Screen {
  const [read, setRead] = useState<{ id: string; lines: string[] }>();
  const id = session?.iterm_session_id ? session.id : undefined;
  const change = session && `${session.status_since} ${session.last_output} ${session.reading?.read_at ?? 0}`;
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    orchestrator()
      .readOutput(id, LINES)
      .then(
        (lines) => current && setRead({ id, lines }),
        () => current && setRead((before) => (before?.id === id ? before : { id, lines: [] })),
      );
    return () => {
      current = false;
    };
  }, [id, change]);

  const mine = read !== undefined && read.id === id ? read.lines : [];
  return {
    lines: mine.length > 0 || !session ? mine : knownLines(session),
    isLoading: id !== undefined && read?.id !== id,
  };
}

/** What is known of a session's screen without looking. */
export function knownLines(session: ManagedSession): string[] {
  const lines = session.output_history.slice(-LINES).map((entry) => entry.content);
  return lines.length > 0 ? lines : session.last_output ? session.last_output.split("\n") : [];
}
