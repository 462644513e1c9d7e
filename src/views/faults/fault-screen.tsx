import { Action, ActionPanel, Detail, Icon } from "@raycast/api";
import type { Fault } from "../../core/model/fault.ts";
import { BLOCKING_FAULTS } from "./blocking-faults.ts";

/** What stands in the way, what to do about it, and a way to try again. */
export function FaultScreen({ fault, retry }: { fault: Fault; retry: () => void }) {
  const screen = BLOCKING_FAULTS[fault.code];
  const remedy = screen?.remedy;
  return (
    <Detail
      markdown={screen?.markdown ?? `# ${fault.message}\n\n${fault.advice}`}
      actions={
        <ActionPanel>
          {remedy && <Action.OpenInBrowser title={remedy.title} icon={remedy.icon} url={remedy.url} />}
          <Action title="Try Again" icon={Icon.ArrowClockwise} onAction={retry} />
        </ActionPanel>
      }
    />
  );
}
