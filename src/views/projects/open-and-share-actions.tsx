import { Action, ActionPanel, getPreferenceValues, Icon } from "@raycast/api";
import { createDeeplink } from "@raycast/utils";
import type { Project } from "../../core/model/project.ts";
import { SHORTCUT } from "../shortcuts.ts";
import { ExportForm } from "../forms/export-form.tsx";
import { expandHome } from "../format.ts";

/** A project in other places: Finder, the editor, the clipboard, a quicklink, a file. */
export function OpenAndShareActions({ project }: { project: Project }) {
  const { editor } = getPreferenceValues<Preferences>();
  const path = expandHome(project.path);
  const link = createDeeplink({ command: "open-project", arguments: { project: project.id } });
  return (
    <ActionPanel.Section title="Open and Share">
      <Action.ShowInFinder path={path} />
      <Action.Open
        title={editor ? `Open in ${editor.name}` : "Open in Editor"}
        icon={Icon.Code}
        target={path}
        application={editor}
        shortcut={SHORTCUT.openInEditor}
      />
      <Action.CopyToClipboard title="Copy Path" content={path} shortcut={SHORTCUT.copyPath} />
      <Action.CopyToClipboard title="Copy Deep Link" icon={Icon.Link} content={link} shortcut={SHORTCUT.copyDeepLink} />
      <Action.CreateQuicklink
        title="Create Quicklink"
        icon={Icon.Bookmark}
        quicklink={{ name: `Open ${project.name}`, link }}
      />
      <Action.Push
        title="Export Project…"
        icon={Icon.Upload}
        target={<ExportForm projectId={project.id} projectName={project.name} />}
      />
    </ActionPanel.Section>
  );
}
