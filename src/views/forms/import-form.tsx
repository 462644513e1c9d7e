import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { store } from "../../core/composition.ts";
import { importFile } from "../../core/interchange/import-file.ts";
import { previewImport } from "../../core/interchange/preview.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { ImportPreviewScreen } from "./import-preview.tsx";

/** Chooses a file of projects; what it would do is shown before anything is kept. */
export function ImportForm({ onImported }: { onImported?: () => void }) {
  const { push, pop } = useNavigation();
  const { handleSubmit, itemProps } = useForm<{ file: string[] }>({
    validation: { file: (files) => (files?.[0] ? undefined : "Choose a file") },
    onSubmit: async ({ file }) => {
      await runWithToast(null, async () => {
        const parsed = await importFile(file[0]!);
        const [{ projects }, settings] = await Promise.all([store().projects(), store().settings()]);
        const preview = previewImport(parsed, projects, settings);
        const onDone = () => {
          onImported?.();
          pop();
        };
        push(<ImportPreviewScreen preview={preview} onDone={onDone} />);
      });
    },
  });
  return (
    <Form
      actions={
        <ActionPanel>
          <Action.SubmitForm title="Preview Import" icon={Icon.Eye} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.FilePicker
        title="File"
        info="A JSON file of version 1.0, or a SQLite database, that was exported here"
        allowMultipleSelection={false}
        {...itemProps.file}
      />
      <Form.Description text="Nothing is saved before you have seen what the file adds, replaces or skips. What it runs is asked about when you first open it." />
    </Form>
  );
}
