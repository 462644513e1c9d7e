import { useCallback } from "react";
import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { confirmDestructive } from "../feedback/confirm.ts";
import { runWithProgress } from "../feedback/run-with-progress.ts";

/** What the long actions of a session do. */
export type SessionHandlers = ReturnType<ReturnType<typeof useSessionActions>>;

/** Gives the handlers of a session, each behind its toast. */
export function useSessionActions(after: () => void) {
  const handle = useFaultScreen();
  return useCallback(
    ({ id, name }: ManagedSession) => ({
      restart: () =>
        runWithProgress({
          title: `Restarting ${name}`,
          done: `Restarted ${name}`,
          run: (options) => orchestrator().restartSession(id, options),
          handle,
          after,
        }),
      takeNewPort: () =>
        runWithProgress({
          title: `Taking a new port for ${name}`,
          done: `Started ${name} on a new port`,
          run: (options) => orchestrator().takeNewPort(id, options),
          handle,
          after,
        }),
      stop: () =>
        runWithProgress({
          title: `Stopping ${name}`,
          done: `Stopped ${name}`,
          confirm: () =>
            confirmDestructive({
              icon: Icon.Stop,
              title: `Stop ${name}?`,
              message: "This stops its command and closes its pane.",
              action: "Stop",
            }),
          run: (options) => orchestrator().stopSession(id, options),
          handle,
          after,
        }),
    }),
    [handle, after],
  );
}
