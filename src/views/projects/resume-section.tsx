import { Action, ActionPanel, Color, Icon, List } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { runWithProgress } from "../feedback/run-with-progress.ts";
import { countOf } from "../format.ts";

/** What went down with iTerm2 or the machine, as one row that brings all of it back. */
export function ResumeSection({ lost, reload }: { lost: ManagedSession[]; reload: () => void }) {
  const handle = useFaultScreen();
  if (lost.length === 0) return null;
  const sessions = countOf(lost.length, "session");
  const title = `Resume ${countOf(lost.length, "Session")}`;
  const resume = () =>
    runWithProgress({
      title: `Resuming ${sessions}`,
      done: `Resumed ${sessions}`,
      run: (options) => orchestrator().resume(options),
      handle,
      after: reload,
    });
  return (
    <List.Section title="Interrupted">
      <List.Item
        id="resume"
        title={title}
        subtitle={{ value: lost.map(({ name }) => name).join(", "), tooltip: "Lost with iTerm2 or the machine" }}
        icon={{ source: Icon.RotateAntiClockwise, tintColor: Color.Orange }}
        keywords={lost.map(({ name }) => name)}
        actions={
          <ActionPanel>
            <Action title={title} icon={Icon.RotateAntiClockwise} onAction={resume} />
          </ActionPanel>
        }
      />
    </List.Section>
  );
}
