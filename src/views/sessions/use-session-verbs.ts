import { useMemo } from "react";
import { Alert, confirmAlert, Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreens } from "../hooks/use-fault-screens.tsx";
import { runVerb } from "../verbs/run-verb.ts";

export interface SessionVerbs {
  restart: (session: ManagedSession) => Promise<void>;
  stop: (session: ManagedSession) => Promise<void>;
}

/** The long verbs of a session, each behind its toast. */
export function useSessionVerbs(after: () => void): SessionVerbs {
  const faultScreens = useFaultScreens();
  return useMemo(() => {
    const restart = (session: ManagedSession): Promise<void> =>
      runVerb({
        title: `Restarting ${session.name}`,
        done: `Restarted ${session.name}`,
        run: (options) => orchestrator().restartSession(session.id, options),
        handle: (fault) => faultScreens(fault, () => restart(session)),
        after,
      });
    const stop = (session: ManagedSession): Promise<void> =>
      runVerb({
        title: `Stopping ${session.name}`,
        done: `Stopped ${session.name}`,
        confirm: () => confirmStop(session),
        run: (options) => orchestrator().stopSession(session.id, options),
        handle: (fault) => faultScreens(fault, () => stop(session)),
        after,
      });
    return { restart, stop };
  }, [faultScreens, after]);
}

function confirmStop(session: ManagedSession): Promise<boolean> {
  return confirmAlert({
    icon: Icon.Stop,
    title: `Stop ${session.name}?`,
    message: "Its command is ended and its pane is closed.",
    primaryAction: { title: "Stop", style: Alert.ActionStyle.Destructive },
  });
}
