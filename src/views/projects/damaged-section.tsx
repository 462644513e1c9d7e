import { Action, ActionPanel, Color, Icon, List } from "@raycast/api";
import type { Damaged } from "../../core/model/ports.ts";
import { CopyStoredText, DamagedEntry, DiscardEntry } from "./damaged-entry.tsx";

/** Stored entries that cannot be read: kept, shown, copied; removed only on demand. */
export function DamagedSection({ damaged, reload }: { damaged: Damaged[]; reload: () => void }) {
  if (damaged.length === 0) return null;
  return (
    <List.Section title="Unreadable Entries">
      {damaged.map((entry) => (
        <List.Item
          key={entry.key}
          id={entry.key}
          title={entry.key}
          subtitle={entry.problem}
          icon={{ source: Icon.Warning, tintColor: Color.Red }}
          actions={
            <ActionPanel>
              <Action.Push
                title="Show Stored Text"
                icon={Icon.Eye}
                target={<DamagedEntry entry={entry} reload={reload} />}
                onPop={reload}
              />
              <CopyStoredText entry={entry} />
              <DiscardEntry entry={entry} reload={reload} />
            </ActionPanel>
          }
        />
      ))}
    </List.Section>
  );
}
