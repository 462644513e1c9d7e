import { useMemo } from "react";
import { Alert, confirmAlert, Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
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
  return confirmAlert({
    icon: Icon.Stop,
    title: `Stop ${session.name}?`,
    message: "Its command is ended and its pane is closed.",
    primaryAction: { title: "Stop", style: Alert.ActionStyle.Destructive },
  });
}
