import { Icon, MenuBarExtra } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { AppState } from "../../core/model/app-state.ts";
import { clockTime } from "../format.ts";
import { runWithHud } from "../feedback/run-with-hud.ts";

const HOUR = 3600_000;
/** When a day's work begins, local time. */
const MORNING = 8;

/** The next morning that is another day, ms since the epoch. */
export function tomorrow(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING).getTime();
}

/** Pauses notifications, or ends the pause. The menu bar itself shows what needs its user all the same. */
export function PauseNotifications({ state, now }: { state: AppState; now: number }) {
  if (!state.settings.notifications) return null;
  const until = state.notifications_paused_until;
  const pause = (till: number) => () =>
    runWithHud(() => orchestrator().pauseNotifications(till), `No notifications until ${clockTime(till)}`);
  if (until !== null && until > now) {
    return (
      <MenuBarExtra.Item
        title="Resume Notifications"
        subtitle={`Paused until ${clockTime(until)}`}
        icon={Icon.Bell}
        onAction={() => runWithHud(() => orchestrator().pauseNotifications(0), "Notifications are on again")}
      />
    );
  }
  return (
    <MenuBarExtra.Submenu title="Pause Notifications" icon={Icon.BellDisabled}>
      <MenuBarExtra.Item title="For 1 Hour" onAction={pause(now + HOUR)} />
      <MenuBarExtra.Item title="Until Tomorrow" subtitle={clockTime(tomorrow(now))} onAction={pause(tomorrow(now))} />
    </MenuBarExtra.Submenu>
  );
}
