import { Alert, confirmAlert, Icon } from "@raycast/api";

export interface Question {
  title: string;
  message: string;
  /** What the button says: "Delete". */
  action: string;
  icon?: Icon;
}

/** Asks before something is destroyed; whether to go on. The answer is never remembered. */
export function confirmDestructive({ title, message, action, icon = Icon.Trash }: Question): Promise<boolean> {
  return confirmAlert({
    icon,
    title,
    message,
    primaryAction: { title: action, style: Alert.ActionStyle.Destructive },
  });
}
