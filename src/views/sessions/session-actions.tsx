import { Action, ActionPanel, Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { isActive } from "../../core/model/session-state.ts";
import { displayStatus } from "../session-appearance.ts";
import { focusSession } from "../feedback/focus-session.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { AnswerActions } from "./answer-actions.tsx";
import { RefreshAction } from "../components/refresh-action.tsx";
import { SHORTCUT } from "../shortcuts.ts";
import { MarkdownView } from "../components/markdown-view.tsx";
import { MessageForm } from "./message-form.tsx";
import { SendTextAction } from "./send-text-form.tsx";
import { errorsMarkdown, whyMarkdown } from "./session-markdown.ts";
import type { SessionHandlers } from "./use-session-actions.ts";

interface Props {
  session: ManagedSession;
  /** It has ports that its project was given (`{port:NAME}`). */
  hasPorts: boolean;
  /** The other sessions of its project, to send messages to. */
  others: ManagedSession[];
  /** The end of its screen as shown. */
  screen: string[];
  handlers: SessionHandlers;
  reload: () => void;
}

/** All that can be done with a session. */
export function SessionActions({ session, hasPorts, others, screen, handlers, reload }: Props) {
  const live = isActive(session);
  const needsYou = displayStatus(session) === "needs_you";
  const hasPane = session.iterm_session_id !== null;
  const restart = (
    <Action
      title={live ? "Restart Session" : "Start Session"}
      icon={Icon.RotateClockwise}
      onAction={handlers.restart}
    />
  );
  const isPortTaken = session.evidence.rule === "port_taken";
  const newPort = hasPorts && <Action title="Take a New Port" icon={Icon.Plug} onAction={handlers.takeNewPort} />;
  const why = (
    <Action.Push
      title="Why This Status?"
      icon={Icon.QuestionMark}
      target={<MarkdownView title={`Status of ${session.name}`} markdown={whyMarkdown(session)} />}
    />
  );
  return (
    <ActionPanel title={session.name}>
      <ActionPanel.Section>
        {isPortTaken && newPort}
        {hasPane && <Action title="Focus Session" icon={Icon.Eye} onAction={() => focusSession(session)} />}
        {!hasPane && live && why}
        {!needsYou && restart}
        {!isPortTaken && !needsYou && newPort}
        {!hasPane && !live && why}
      </ActionPanel.Section>
      {needsYou && <AnswerActions session={session} screen={screen} reload={reload} />}
      {hasPane && (
        <ActionPanel.Section title="Send">
          <SendTextAction
            session={session}
            title="Send Text"
            icon={Icon.Text}
            screen={screen}
            send={(text) => runWithToast(`Sent to ${session.name}`, () => orchestrator().sendText(session.id, text))}
            reload={reload}
          />
          {others.length > 0 && (
            <Action.Push
              title="Message Another Session…"
              icon={Icon.Envelope}
              target={<MessageForm from={session} others={others} />}
              onPop={reload}
            />
          )}
        </ActionPanel.Section>
      )}
      <ActionPanel.Section title="Inspect">
        <Action.CopyToClipboard title="Copy Output" content={screen.join("\n")} shortcut={SHORTCUT.copyOutput} />
        <Action.Push
          title="Show Errors"
          icon={Icon.Bug}
          target={<MarkdownView title={`Errors of ${session.name}`} markdown={errorsMarkdown(session)} />}
        />
        {hasPane && why}
        <RefreshAction onRefresh={reload} />
      </ActionPanel.Section>
      {live && (
        <ActionPanel.Section title="Stop">
          {needsYou && restart}
          {needsYou && !isPortTaken && newPort}
          {session.phase.name === "up" && hasPane && (
            <Action
              title="Interrupt Session"
              icon={Icon.Pause}
              onAction={() => runWithToast(`Interrupted ${session.name}`, () => orchestrator().interrupt(session.id))}
            />
          )}
          <Action
            title="Stop Session"
            icon={Icon.Stop}
            style={Action.Style.Destructive}
            shortcut={SHORTCUT.stopSession}
            onAction={handlers.stop}
          />
        </ActionPanel.Section>
      )}
    </ActionPanel>
  );
}
