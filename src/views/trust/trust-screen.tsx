import { Action, ActionPanel, Detail, Icon, useNavigation } from "@raycast/api";
import { store } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { trustMarkdown } from "./trust-markdown.ts";

/** Shows all that a project runs, and asks once. The agreement is to exactly what is shown. */
export function TrustScreen({ project, onAgree }: { project: Project; onAgree: () => unknown }) {
  const { pop } = useNavigation();
  return (
    <Detail
      navigationTitle={`Trust ${project.name}`}
      markdown={trustMarkdown(project)}
      actions={
        <ActionPanel>
          <Action
            title="Trust and Open"
            icon={Icon.Checkmark}
            onAction={async () => {
              await store().trust(project);
              pop();
              await onAgree();
            }}
          />
          <Action title="Do Not Open" icon={Icon.XMarkCircle} onAction={pop} />
        </ActionPanel>
      }
    />
  );
}
