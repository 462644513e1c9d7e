import { Action, Icon } from "@raycast/api";
import { confirmDestructive, type Question } from "../feedback/confirm.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { SHORTCUT } from "../shortcuts.ts";

interface Props {
  title: string;
  question: Question;
  /** Said when it is done. */
  done: string;
  remove: () => Promise<unknown>;
  after: () => void;
}

/** Asks, then removes something that does not come back. */
export function RemoveAction({ title, question, done, remove, after }: Props) {
  return (
    <Action
      title={title}
      icon={Icon.Trash}
      style={Action.Style.Destructive}
      shortcut={SHORTCUT.delete}
      onAction={async () => {
        if ((await confirmDestructive(question)) && (await runWithToast(done, remove))) after();
      }}
    />
  );
}
