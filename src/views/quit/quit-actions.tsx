import { Action, ActionPanel, Icon } from "@raycast/api";
import type { QuitPlan } from "../../core/orchestrator/orchestrator.ts";
import { RefreshAction } from "../components/refresh-action.tsx";
import { SHORTCUT } from "../shortcuts.ts";
import { performQuit, type Quit } from "./perform-quit.ts";
import { closesTabs } from "./quit-rows.ts";

interface Props {
  plan: QuitPlan;
  /** The window of the selected tab. */
  windowId: number;
  reload: () => void;
}

/** Close managed tabs, keep all, cancel or close all; with several windows, also close all of one. */
export function QuitActions({ plan, windowId, reload }: Props) {
  const act = (action: Quit["action"], only?: number) => () =>
    performQuit({ action, plan, windowId: only, after: reload });
  const hasManaged = closesTabs(plan, "close_managed") > 0;
  return (
    <ActionPanel title="Quit Cleanup">
      <ActionPanel.Section>
        {hasManaged && (
          <Action
            title="Close Managed Tabs"
            icon={Icon.Eraser}
            style={Action.Style.Destructive}
            onAction={act("close_managed")}
          />
        )}
        <Action title="Keep All Tabs" icon={Icon.Checkmark} onAction={act("keep_all")} />
        <Action title="Cancel" icon={Icon.Undo} onAction={act("cancel")} />
        <RefreshAction onRefresh={reload} />
      </ActionPanel.Section>
      <ActionPanel.Section title="Close More">
        {plan.windows.length > 1 && (
          <Action
            title="Close All Tabs of This Window"
            icon={Icon.AppWindow}
            style={Action.Style.Destructive}
            shortcut={SHORTCUT.closeWindowTabs}
            onAction={act("close_all", windowId)}
          />
        )}
        <Action
          title="Close All Tabs"
          icon={Icon.Trash}
          style={Action.Style.Destructive}
          shortcut={SHORTCUT.closeAllTabs}
          onAction={act("close_all")}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}
