import { Action, ActionPanel, Icon, List } from "@raycast/api";
import type { Fault } from "../../core/model/fault.ts";

/** What stands where items would while nothing could be looked at: what happened, what to do, and a way to try again. */
export function FaultEmptyView({ fault, retry }: { fault: Fault; retry: () => void }) {
  return (
    <List.EmptyView
      icon={Icon.Warning}
      title={fault.message}
      description={fault.advice}
      actions={
        <ActionPanel>
          <Action title="Try Again" icon={Icon.ArrowClockwise} onAction={retry} />
        </ActionPanel>
      }
    />
  );
}
