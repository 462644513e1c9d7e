import { Action, ActionPanel, Detail } from "@raycast/api";

/** Text to read and copy. */
export function MarkdownView({ title, markdown }: { title: string; markdown: string }) {
  return (
    <Detail
      navigationTitle={title}
      markdown={markdown}
      actions={
        <ActionPanel>
          <Action.CopyToClipboard title="Copy Text" content={markdown} />
        </ActionPanel>
      }
    />
  );
}
