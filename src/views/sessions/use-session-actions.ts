import { useMemo } from "react";
import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { confirmDestructive } from "../feedback/confirm.ts";
import { runWithProgress } from "../feedback/run-with-progress.ts";

export interface SessionHandlers {
  restart: (session: ManagedSession) => Promise<void>;
  stop: (session: ManagedSession) => Promise<void>;
}

/** The long verbs of a session, each behind its toast. */
export function useSessionActions(after: () => void): SessionHandlers {
  const showFault = useFaultScreen();
  return useMemo(() => {
    const restart = (session: ManagedSession): Promise<void> =>
      runWithProgress({
        title: `Restarting ${session.name}`,
        done: `Restarted ${session.name}`,
        run: (options) => orchestrator().restartSession(session.id, options),
        handle: (fault) => showFault(fault, () => restart(session)),
        after,
      });
    const stop = (session: ManagedSession): Promise<void> =>
      runWithProgress({
        title: `Stopping ${session.name}`,
        done: `Stopped ${session.name}`,
        confirm: () => confirmStop(session),
        run: (options) => orchestrator().stopSession(session.id, options),
        handle: (fault) => showFault(fault, () => stop(session)),
        after,
      });
    return { restart, stop };
  }, [showFault, after]);
}

function confirmStop(session: ManagedSession): Promise<boolean> {
  return confirmDestructive({
    icon: Icon.Stop,
    title: `Stop ${session.name}?`,
    message: "This stops its command and closes its pane.",
    action: "Stop",
  });
}
