import { LaunchType, type LaunchProps } from "@raycast/api";
import { SessionStatus } from "./views/menu-bar/session-status.tsx";

/** `look: once` comes from a session's report and from Refresh: whoever asks so asks again when there is news. */
export default function Command({ launchType, launchContext }: LaunchProps<{ launchContext: { look?: "once" } }>) {
  return <SessionStatus again={launchType === LaunchType.Background && launchContext?.look !== "once"} />;
}
