import { Action, ActionPanel, Icon, showInFinder } from "@raycast/api";
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { history } from "../../core/composition.ts";
import type { Run } from "../../core/model/ports.ts";
import { MarkdownView } from "../components/markdown-view.tsx";
import { RefreshAction } from "../components/refresh-action.tsx";
import { confirmDestructive } from "../feedback/confirm.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { countOf } from "../format.ts";
import { SHORTCUT } from "../shortcuts.ts";
import { historyCsv } from "./history-csv.ts";
import type { SessionRuns } from "./history-groups.ts";
import { historyMarkdown } from "./history-markdown.ts";
import { SessionEvents } from "./session-events.tsx";

interface Props {
  project_id: string;
  session: SessionRuns;
  all: Run[];
  reload: () => void;
}

/** Runs that a whole window shows. */
const WINDOW_ROWS = 500;

/** Look at, export and clear past runs. */
export function HistoryActions({ project_id, session, all, reload }: Props) {
  return (
    <ActionPanel title="Session History">
      <ActionPanel.Section>
        <Action.Push
          title="Show Runs"
          icon={Icon.Eye}
          target={<MarkdownView title={`Runs of ${session.name}`} markdown={historyMarkdown(session, WINDOW_ROWS)} />}
        />
        <Action.Push
          title="Show Events"
          icon={Icon.List}
          target={<SessionEvents name={session.name} project_id={project_id} template_id={session.id} />}
        />
        <Action.CopyToClipboard title="Copy Runs as CSV" icon={Icon.CopyClipboard} content={historyCsv(session.runs)} />
        <Action title="Export All Runs as CSV" icon={Icon.Upload} onAction={() => exportRuns(all)} />
        <RefreshAction onRefresh={reload} />
      </ActionPanel.Section>
      <ActionPanel.Section title="Remove">
        <Action
          title="Clear History"
          icon={Icon.Trash}
          style={Action.Style.Destructive}
          shortcut={SHORTCUT.clearHistory}
          onAction={async () => {
            if (!(await confirmClear(all.length))) return;
            await runWithToast("History cleared", () => history().clear());
            reload();
          }}
        />
      </ActionPanel.Section>
    </ActionPanel>
  );
}

async function exportRuns(runs: Run[]): Promise<void> {
  const minute = new Date().toISOString().slice(0, 16).replaceAll(":", "-");
  const path = join(homedir(), "Downloads", `session-runs-${minute}.csv`);
  if (await runWithToast("Exported", () => writeFile(path, historyCsv(runs), { mode: 0o600 })))
    await showInFinder(path);
}

function confirmClear(runs: number): Promise<boolean> {
  return confirmDestructive({
    title: "Clear History?",
    message: `${countOf(runs, "run")} of all projects are forgotten. Nothing that runs is stopped.`,
    action: "Clear",
  });
}
