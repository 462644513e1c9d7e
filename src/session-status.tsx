import { LaunchType, type LaunchProps } from "@raycast/api";
import { SessionStatus } from "./views/menu-bar/session-status.tsx";

/** `look: once` comes from a session's report and from Refresh, which come again when something changes: one tick is enough. */
export default function Command({ launchType, launchContext }: LaunchProps<{ launchContext: { look?: "once" } }>) {
  return <SessionStatus repeat={launchType === LaunchType.Background && launchContext?.look !== "once"} />;
}
