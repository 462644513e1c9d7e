import { Action, ActionPanel, Alert, Color, confirmAlert, Icon, Keyboard, List, useNavigation } from "@raycast/api";
import { store } from "../../core/composition.ts";
import { Fault } from "../../core/model/fault.ts";
import type { Damaged } from "../../core/model/ports.ts";
import { BlockingScreen } from "../blocking/blocking-screen.tsx";
import { quick } from "../verbs/quick.ts";

/** Stored entries that cannot be read: kept, shown, copied; removed only on demand. */
export function DamagedSection({ damaged, icon, reload }: { damaged: Damaged[]; icon: Icon; reload: () => void }) {
  if (damaged.length === 0) return null;
  return (
    <List.Section title="Cannot Be Read">
      {damaged.map((entry) => (
        <List.Item
          key={entry.key}
          id={entry.key}
          title={entry.key}
          subtitle={entry.problem}
          icon={{ source: icon, tintColor: Color.Red }}
          actions={<DamagedActions entry={entry} reload={reload} />}
        />
      ))}
    </List.Section>
  );
}

function DamagedActions({ entry, reload }: { entry: Damaged; reload: () => void }) {
  const { pop } = useNavigation();
  const fault = new Fault("storage_damaged", entry.problem, { raw: entry.raw });
  return (
    <ActionPanel>
      <Action.Push
        title="Show Stored Text"
        icon={Icon.Eye}
        target={<BlockingScreen fault={fault} retry={pop} />}
        onPop={reload}
      />
      <Action.CopyToClipboard title="Copy Stored Text" content={entry.raw} concealed />
      <ActionPanel.Section>
        <Action
          title="Discard Entry"
          icon={Icon.Trash}
          style={Action.Style.Destructive}
          shortcut={Keyboard.Shortcut.Common.Remove}
          onAction={async () => {
            const yes = await confirmAlert({
              icon: Icon.Trash,
              title: "Discard This Entry?",
              message: "Its text is gone afterwards. Copy it first if you may want it.",
              primaryAction: { title: "Discard", style: Alert.ActionStyle.Destructive },
            });
            if (yes && (await quick("Discarded", () => store().discardDamaged(entry.key)))) reload();
          }}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}
