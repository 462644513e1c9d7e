import { Action, Icon } from "@raycast/api";
import { SHORTCUT } from "../shortcuts.ts";

interface Props {
  onRefresh: () => void;
  /** It comes first in the panel, where Raycast itself gives ↵. */
  leading?: boolean;
  title?: string;
}

/** Reads again what is shown. */
export function RefreshAction({ onRefresh, leading = false, title = "Refresh" }: Props) {
  return (
    <Action
      title={title}
      icon={Icon.ArrowClockwise}
      shortcut={leading ? undefined : SHORTCUT.refresh}
      onAction={onRefresh}
    />
  );
}
