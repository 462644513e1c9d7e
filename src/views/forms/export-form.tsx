import { Form, Icon, showInFinder, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { store } from "../../core/composition.ts";
import { exportJson } from "../../core/interchange/json.ts";
import { replaceFile } from "../../core/interchange/replace-file.ts";
import { exportSqlite } from "../../core/interchange/sqlite.ts";
import type { Project } from "../../core/model/project.ts";
import { ChoiceDropdown } from "../components/choices.tsx";
import { FolderPicker } from "../components/folder-picker.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { chosen } from "./field-checks.ts";

interface Values {
  what: string;
  format: string;
  folder: string[];
  withoutSecrets: boolean;
}

const FORMATS = { json: "JSON File", sqlite: "SQLite Database" };

/** A name under which Create Project finds the file in a folder. */
const fileName = (format: string) => `iterm-projects.${format}`;

/** Writes one project, or all, into a file. */
export function ExportForm({ projectId, projectName }: { projectId: string; projectName: string }) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps, values } = useForm<Values>({
    initialValues: { what: "one", format: "json", folder: [join(homedir(), "Downloads")], withoutSecrets: true },
    validation: { folder: chosen("Choose a folder") },
    onSubmit: async (submitted) => {
      const path = join(submitted.folder[0] ?? homedir(), fileName(submitted.format));
      const all = submitted.what === "all";
      const done = await runWithToast(all ? "Exported all projects" : `Exported ${projectName}`, async () => {
        const { projects } = await store().projects();
        await write(path, submitted, all ? projects : projects.filter(({ id }) => id === projectId));
      });
      if (!done) return;
      pop();
      await showInFinder(path);
    },
  });
  return (
    <Form
      navigationTitle={`Export ${projectName}`}
      actions={<SubmitPanel title="Export" icon={Icon.Upload} onSubmit={handleSubmit} />}
    >
      <ChoiceDropdown
        title="Export"
        choices={{ one: projectName, all: "All Projects and Settings" }}
        {...itemProps.what}
      />
      <ChoiceDropdown title="Format" choices={FORMATS} {...itemProps.format} />
      <FolderPicker {...itemProps.folder} />
      <Form.Checkbox label="Leave out the values of secret variables" {...itemProps.withoutSecrets} />
      <Form.Description text={`Saved as ${fileName(values.format)}. A file of that name is replaced.`} />
    </Form>
  );
}

async function write(path: string, { format, what, withoutSecrets }: Values, projects: Project[]): Promise<void> {
  if (format === "sqlite") return exportSqlite(path, projects, { withoutSecrets });
  const settings = what === "all" ? await store().settings() : null;
  const text = exportJson(projects, settings, { withoutSecrets });
  await replaceFile(path, (unfinished) => writeFile(unfinished, text, { mode: 0o600 }));
}
