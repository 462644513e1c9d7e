import {
  getPreferenceValues,
  Icon,
  launchCommand,
  LaunchType,
  MenuBarExtra,
  openCommandPreferences,
} from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { countOf } from "../format.ts";
import { SHORTCUT } from "../shortcuts.ts";
import { headline } from "./headline.ts";
import { runWithHud } from "../feedback/run-with-hud.ts";
import { menuGroups } from "./menu-groups.ts";
import { PauseNotifications } from "./pause-notifications.tsx";
import { OpenProjects } from "./open-projects.tsx";
import { SessionSubmenu } from "./session-submenu.tsx";
import { useMenuState } from "./use-menu-state.ts";

/** The menu bar: what needs a person, why, and the few things to do about it. `repeat`: the run may tick more than once. */
export function SessionStatus({ repeat }: { repeat: boolean }) {
  const { state, fault, isLoading, now } = useMenuState(repeat);
  const lost = state?.resumable.length ?? 0;
  const { hide_when_idle } = getPreferenceValues<Preferences.SessionStatus>();
  const { icon, title, tooltip, idle } = headline(state);
  if (hide_when_idle && idle && lost === 0 && !isLoading && !fault) return null;
  return (
    <MenuBarExtra icon={icon} title={title} tooltip={tooltip} isLoading={isLoading}>
      {fault && (
        <MenuBarExtra.Section>
          <MenuBarExtra.Item title={fault.message} subtitle={fault.advice} icon={Icon.Warning} />
        </MenuBarExtra.Section>
      )}
      {state &&
        menuGroups(state).map((group) => (
          <MenuBarExtra.Section key={group.title} title={group.title}>
            {group.items.map((entry) => (
              <SessionSubmenu key={entry.session.id} entry={entry} now={now} />
            ))}
          </MenuBarExtra.Section>
        ))}
      {idle && !isLoading && !fault && <MenuBarExtra.Item title="No session is open" />}
      {lost > 0 && (
        <MenuBarExtra.Item
          title={`Resume ${countOf(lost, "Session")}`}
          icon={Icon.RotateAntiClockwise}
          onAction={() => runWithHud(() => orchestrator().resume(), `Resumed ${countOf(lost, "session")}`)}
        />
      )}
      <OpenProjects projects={state?.projects ?? []} />
      <MenuBarExtra.Section>
        {state && <PauseNotifications state={state} now={now} />}
        <MenuBarExtra.Item
          title="Refresh"
          icon={Icon.ArrowClockwise}
          shortcut={SHORTCUT.refresh}
          onAction={() => runWithHud(refresh)}
        />
        <MenuBarExtra.Item title="Preferences" icon={Icon.Gear} onAction={() => runWithHud(openCommandPreferences)} />
      </MenuBarExtra.Section>
    </MenuBarExtra>
  );
}

function refresh(): Promise<void> {
  return launchCommand({ name: "session-status", type: LaunchType.Background, context: { look: "once" } });
}
