import { Action, ActionPanel, Form, Icon, showInFinder, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { store } from "../../core/composition.ts";
import { exportJson } from "../../core/interchange/json.ts";
import { replaceFile } from "../../core/interchange/replace-file.ts";
import { exportSqlite } from "../../core/interchange/sqlite.ts";
import type { Project } from "../../core/model/project.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";

interface Values {
  what: string;
  format: string;
  folder: string[];
  withoutSecrets: boolean;
}

/** File names that a project's folder is searched for when a project is made of it. */
const FILES: Record<string, string> = { json: "iterm-projects.json", sqlite: "iterm-projects.sqlite" };

/** Writes one project, or all, into a file. */
export function ExportForm({ projectId, projectName }: { projectId: string; projectName: string }) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps, values } = useForm<Values>({
    initialValues: { what: "one", format: "json", folder: [join(homedir(), "Downloads")], withoutSecrets: true },
    validation: { folder: (folders) => (folders?.[0] ? undefined : "Choose a folder") },
    onSubmit: async (submitted) => {
      const path = join(submitted.folder[0]!, FILES[submitted.format] ?? FILES.json!);
      const done = await runWithToast("Exported", async () => {
        const { projects } = await store().projects();
        await write(
          path,
          submitted,
          submitted.what === "all" ? projects : projects.filter(({ id }) => id === projectId),
        );
      });
      if (!done) return;
      pop();
      await showInFinder(path);
    },
  });
  return (
    <Form
      navigationTitle={`Export ${projectName}`}
      actions={
        <ActionPanel>
          <Action.SubmitForm title="Export" icon={Icon.Upload} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.Dropdown title="What" {...itemProps.what}>
        <Form.Dropdown.Item value="one" title={projectName} />
        <Form.Dropdown.Item value="all" title="All Projects and Settings" />
      </Form.Dropdown>
      <Form.Dropdown title="Format" {...itemProps.format}>
        <Form.Dropdown.Item value="json" title="JSON File" />
        <Form.Dropdown.Item value="sqlite" title="SQLite Database" />
      </Form.Dropdown>
      <Form.FilePicker
        title="Folder"
        canChooseDirectories
        canChooseFiles={false}
        allowMultipleSelection={false}
        {...itemProps.folder}
      />
      <Form.Checkbox label="Leave out the values of secret variables" {...itemProps.withoutSecrets} />
      <Form.Description text={`Written as ${FILES[values.format] ?? ""}, in place of a file of that name.`} />
    </Form>
  );
}

async function write(path: string, { format, what, withoutSecrets }: Values, projects: Project[]): Promise<void> {
  if (format === "sqlite") return exportSqlite(path, projects, { withoutSecrets });
  const settings = what === "all" ? await store().settings() : null;
  const text = exportJson(projects, settings, { withoutSecrets });
  await replaceFile(path, (unfinished) => writeFile(unfinished, text, { mode: 0o600 }));
}
