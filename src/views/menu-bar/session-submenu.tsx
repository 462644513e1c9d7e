import { Clipboard, Icon, MenuBarExtra } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { lastLines } from "../last-lines.ts";
import { isActive } from "../../core/model/session-state.ts";
import { appearanceOf } from "../session-appearance.ts";
import { EVIDENCE_SOURCES, OUTDATED, statusReason } from "../status-reason.ts";
import { shortened, span } from "../format.ts";
import { runWithHud } from "../feedback/run-with-hud.ts";
import type { Entry } from "./menu-groups.ts";

/** The longest line of the menu, in characters: a menu is as wide as its widest item. */
const WIDEST = 70;

/** One session: why it is shown where it is, and what can be done about it. `now` in ms since the epoch. */
export function SessionSubmenu({ entry: { session, title }, now }: { entry: Entry; now: number }) {
  const live = isActive(session);
  const appearance = appearanceOf(session);
  const { evidence } = session;
  const since = span(now - session.status_since);
  return (
    <MenuBarExtra.Submenu title={title} icon={appearance.icon}>
      <MenuBarExtra.Item title={appearance.title} subtitle={since} />
      <MenuBarExtra.Item title={shortened(`Why: ${statusReason(session)}`, WIDEST)} tooltip={evidence.detail} />
      <MenuBarExtra.Item
        title={EVIDENCE_SOURCES[evidence.source]}
        subtitle={`${span(now - evidence.at)} ago`}
        tooltip={evidence.rule}
      />
      {session.outdated && <MenuBarExtra.Item title={shortened(OUTDATED, WIDEST)} tooltip={OUTDATED} />}
      <MenuBarExtra.Section>
        {evidence.rule === "port_taken" && (
          <MenuBarExtra.Item
            title="Take a New Port"
            icon={Icon.Plug}
            onAction={() =>
              runWithHud(() => orchestrator().takeNewPort(session.id), `Started ${session.name} on a new port`)
            }
          />
        )}
        {session.iterm_session_id !== null && (
          <MenuBarExtra.Item
            title="Focus"
            icon={Icon.Eye}
            onAction={() => runWithHud(() => orchestrator().focusSession(session.id))}
          />
        )}
        <MenuBarExtra.Item
          title={live ? "Restart" : "Start Again"}
          icon={Icon.RotateClockwise}
          onAction={() => runWithHud(() => orchestrator().restartSession(session.id), `Restarted ${session.name}`)}
        />
        {live && (
          <MenuBarExtra.Item
            title="Stop"
            icon={Icon.Stop}
            onAction={() => runWithHud(() => orchestrator().stopSession(session.id), `Stopped ${session.name}`)}
          />
        )}
        <MenuBarExtra.Item
          title="Copy Output"
          icon={Icon.CopyClipboard}
          onAction={() => runWithHud(() => Clipboard.copy(lastLines(session).join("\n")), "Copied output")}
        />
      </MenuBarExtra.Section>
    </MenuBarExtra.Submenu>
  );
}
