import { useMemo } from "react";
import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { confirmDestructive } from "../feedback/confirm.ts";
import { runWithProgress } from "../feedback/run-with-progress.ts";

export type SessionHandlers = ReturnType<typeof useSessionActions>;

/** The long verbs of a session, each behind its toast. */
export function useSessionActions(after: () => void) {
  const handle = useFaultScreen();
  return useMemo(
    () => ({
      restart: ({ id, name }: ManagedSession) =>
        runWithProgress({
          title: `Restarting ${name}`,
          done: `Restarted ${name}`,
          run: (options) => orchestrator().restartSession(id, options),
          handle,
          after,
        }),
      stop: ({ id, name }: ManagedSession) =>
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
