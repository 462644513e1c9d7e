import { getPreferenceValues, LaunchType, type LaunchProps } from "@raycast/api";
import { SessionStatus } from "./views/menu-bar/session-status.tsx";

/**
 * Raycast asks background runs to end as soon as they can, so a run looks once unless its user wants more. `look: once`
 * comes from a session's report and from Refresh, which come again when something changes.
 */
export default function Command({ launchType, launchContext }: LaunchProps<{ launchContext: { look?: "once" } }>) {
  const { look_again } = getPreferenceValues<Preferences.SessionStatus>();
  const byInterval = launchType === LaunchType.Background && launchContext?.look !== "once";
  return <SessionStatus repeat={look_again && byInterval} />;
}
