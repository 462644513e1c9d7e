import { Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { store } from "../../core/composition.ts";
import { importFile } from "../../core/interchange/import-file.ts";
import { previewImport } from "../../core/interchange/preview.ts";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { chosen } from "./field-checks.ts";
import { ImportPreviewScreen } from "./import-preview.tsx";

/** Chooses a file of projects; what it would do is shown before anything is kept. */
export function ImportForm() {
  const { push, pop } = useNavigation();
  const { handleSubmit, itemProps } = useForm<{ file: string[] }>({
    validation: { file: chosen("Choose a file") },
    onSubmit: async ({ file }) => {
      await runWithToast(null, async () => {
        const parsed = await importFile(file[0] ?? "");
        const [{ projects }, settings] = await Promise.all([store().projects(), store().settings()]);
        push(<ImportPreviewScreen preview={previewImport(parsed, projects, settings)} onDone={pop} />);
      });
    },
  });
  return (
    <Form actions={<SubmitPanel title="Preview Import" icon={Icon.Eye} onSubmit={handleSubmit} />}>
      <Form.FilePicker
        title="File"
        info="A JSON file (version 1.0) or a SQLite database exported by this extension"
        allowMultipleSelection={false}
        {...itemProps.file}
      />
      <Form.Description text="The next step shows what the file adds, replaces and skips. Nothing is saved before that, and imported commands need your approval when you first open their project." />
    </Form>
  );
}
