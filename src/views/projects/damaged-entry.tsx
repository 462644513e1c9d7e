import { Action, ActionPanel, Detail, Icon, useNavigation } from "@raycast/api";
import { store } from "../../core/composition.ts";
import type { Damaged } from "../../core/model/ports.ts";
import { confirmDestructive } from "../feedback/confirm.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { codeBlock, plainText } from "../format.ts";
import { SHORTCUT } from "../shortcuts.ts";

/** Text that is worth looking at; all of it can be copied. */
const MOST_SHOWN = 20_000;

/** A stored entry that cannot be read: what is wrong with it, and its text as it stands. */
export function DamagedEntry({ entry, reload }: { entry: Damaged; reload: () => void }) {
  const { pop } = useNavigation();
  const markdown = [
    "# This Entry Cannot Be Read",
    plainText(entry.problem),
    "Nothing was overwritten. Copy the text before you discard the entry.",
    codeBlock(entry.raw.slice(0, MOST_SHOWN)),
  ].join("\n\n");
  return (
    <Detail
      navigationTitle={`Stored Text of ${entry.key}`}
      markdown={markdown}
      actions={
        <ActionPanel>
          <CopyStoredText entry={entry} />
          <Action title="Keep Entry" icon={Icon.ArrowLeft} onAction={pop} />
          <DiscardEntry entry={entry} reload={reload} />
        </ActionPanel>
      }
    />
  );
}

export function CopyStoredText({ entry }: { entry: Damaged }) {
  return <Action.CopyToClipboard title="Copy Stored Text" content={entry.raw} concealed />;
}

/** Asks, then forgets the entry. */
export function DiscardEntry({ entry, reload }: { entry: Damaged; reload: () => void }) {
  return (
    <ActionPanel.Section>
      <Action
        title="Discard Entry"
        icon={Icon.Trash}
        style={Action.Style.Destructive}
        shortcut={SHORTCUT.delete}
        onAction={async () => {
          const yes = await confirmDestructive({
            title: "Discard This Entry?",
            message: "Its text cannot be recovered. Copy it first if you may need it.",
            action: "Discard",
          });
          if (yes && (await runWithToast("Discarded entry", () => store().discardDamaged(entry.key)))) reload();
        }}
      />
    </ActionPanel.Section>
  );
}
