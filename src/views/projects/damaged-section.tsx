import { Action, ActionPanel, Color, Detail, Icon, List, useNavigation } from "@raycast/api";
import { store } from "../../core/composition.ts";
import type { Damaged } from "../../core/model/ports.ts";
import { RemoveAction } from "../components/remove-action.tsx";
import { codeBlock, paragraphs, plainText } from "../format.ts";

/** How much of the text is shown, in characters; all of it can be copied. */
const MOST_SHOWN = 20_000;

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
                target={<DamagedEntry entry={entry} />}
                onPop={reload}
              />
              <CopyStoredText entry={entry} />
              <DiscardEntry entry={entry} after={reload} />
            </ActionPanel>
          }
        />
      ))}
    </List.Section>
  );
}

/** What is wrong with an entry, and its text as it stands. */
function DamagedEntry({ entry }: { entry: Damaged }) {
  const { pop } = useNavigation();
  const markdown = paragraphs(
    "# This Entry Cannot Be Read",
    plainText(entry.problem),
    "Nothing was overwritten. Copy the text before you discard the entry.",
    codeBlock(entry.raw.slice(0, MOST_SHOWN)),
  );
  return (
    <Detail
      navigationTitle={`Stored Text of ${entry.key}`}
      markdown={markdown}
      actions={
        <ActionPanel>
          <CopyStoredText entry={entry} />
          <Action title="Keep Entry" icon={Icon.ArrowLeft} onAction={pop} />
          <DiscardEntry entry={entry} after={pop} />
        </ActionPanel>
      }
    />
  );
}

function CopyStoredText({ entry }: { entry: Damaged }) {
  return <Action.CopyToClipboard title="Copy Stored Text" content={entry.raw} concealed />;
}

function DiscardEntry({ entry, after }: { entry: Damaged; after: () => void }) {
  return (
    <ActionPanel.Section>
      <RemoveAction
        title="Discard Entry"
        question={{
          title: "Discard This Entry?",
          message: "Its text cannot be recovered. Copy it first if you may need it.",
          action: "Discard",
        }}
        done="Discarded entry"
        remove={() => store().discardDamaged(entry.key)}
        after={after}
      />
    </ActionPanel.Section>
  );
}
