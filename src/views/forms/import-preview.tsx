import { Action, ActionPanel, Detail, Icon, useNavigation } from "@raycast/api";
import { store } from "../../core/composition.ts";
import { applyImport, type ImportPreview } from "../../core/interchange/preview.ts";
import type { Project } from "../../core/model/project.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { countOf, paragraphs, plainText } from "../format.ts";

/** What an import adds, replaces and skips; then does all of it, or nothing. */
export function ImportPreviewScreen({ preview, onDone }: { preview: ImportPreview; onDone: () => void }) {
  const { pop } = useNavigation();
  const changes = preview.add.length + preview.replace.length;
  const apply = async () => {
    const done = changes > 0 ? `Imported ${countOf(changes, "project")}` : "Imported settings";
    if (!(await runWithToast(done, () => applyImport(preview, store())))) return;
    pop();
    onDone();
  };
  return (
    <Detail
      navigationTitle="Preview Import"
      markdown={previewMarkdown(preview)}
      actions={
        <ActionPanel>
          {(changes > 0 || preview.settings !== null) && (
            <Action
              title={changes > 0 ? `Import ${countOf(changes, "Project")}` : "Import Settings"}
              icon={Icon.Download}
              onAction={apply}
            />
          )}
          <Action title="Cancel Import" icon={Icon.XMarkCircle} onAction={pop} />
        </ActionPanel>
      }
    />
  );
}

function previewMarkdown({ add, replace, skip, settings }: ImportPreview): string {
  const parts = paragraphs(
    part("Adds", add.map(line)),
    part(
      "Replaces",
      replace.map(({ after, runs_differently }) =>
        runs_differently ? `${line(after)}: **runs different commands** that need your approval` : line(after),
      ),
    ),
    part("Skips, Already Here", skip.map(line)),
    part("Settings", settingLines(settings)),
  );
  return paragraphs("# What This File Does", parts || "Nothing: it contains no project.");
}

function settingLines(settings: ImportPreview["settings"]): string[] {
  const { default_shell: shell, confirm_on_quit: asks } = settings ?? {};
  return [
    ...(shell === undefined ? [] : [`Default shell: ${plainText(shell)}`]),
    ...(asks === undefined ? [] : [`Quit Cleanup ${asks ? "asks" : "does not ask"} before it closes tabs`]),
  ];
}

function line(project: Project): string {
  return `${plainText(project.name)} (${countOf(project.session_templates.length, "session")})`;
}

function part(title: string, lines: string[]): string | false {
  return lines.length > 0 && paragraphs(`## ${title}`, lines.map((text) => `- ${text}`).join("\n"));
}
