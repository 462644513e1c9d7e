import {
  getPreferenceValues,
  Icon,
  Keyboard,
  launchCommand,
  LaunchType,
  MenuBarExtra,
  openCommandPreferences,
} from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { counted } from "../wording.ts";
import { headline } from "./headline.ts";
import { inHud } from "./in-hud.ts";
import { menuGroups } from "./menu-groups.ts";
import { OpenProjects } from "./open-projects.tsx";
import { SessionSubmenu } from "./session-submenu.tsx";
import { useMenuState } from "./use-menu-state.ts";

/** The menu bar: what needs a person, why, and the few things to do about it. `again`: the run may look more than once. */
export function SessionStatus({ again }: { again: boolean }) {
  const { state, fault, isLoading, now } = useMenuState(again);
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
            {group.entries.map((entry) => (
              <SessionSubmenu key={entry.session.id} entry={entry} now={now} />
            ))}
          </MenuBarExtra.Section>
        ))}
      {idle && !isLoading && !fault && <MenuBarExtra.Item title="No session is open" />}
      {lost > 0 && (
        <MenuBarExtra.Item
          title={`Resume ${counted(lost, "Session")}`}
          icon={Icon.RotateAntiClockwise}
          onAction={() => inHud(() => orchestrator().resume(), `Resumed ${counted(lost, "session")}`)}
        />
      )}
      <OpenProjects projects={state?.projects ?? []} />
      <MenuBarExtra.Section>
        <MenuBarExtra.Item
          title="Refresh"
          icon={Icon.ArrowClockwise}
          shortcut={Keyboard.Shortcut.Common.Refresh}
          onAction={() => inHud(refresh)}
        />
        <MenuBarExtra.Item title="Preferences" icon={Icon.Gear} onAction={() => inHud(openCommandPreferences)} />
      </MenuBarExtra.Section>
    </MenuBarExtra>
  );
}

function refresh(): Promise<void> {
  return launchCommand({ name: "session-status", type: LaunchType.Background, context: { look: "once" } });
}
