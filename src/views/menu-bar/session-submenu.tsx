import { Clipboard, Icon, MenuBarExtra } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { lastLines } from "../last-lines.ts";
import { choiceTitle, type Question } from "../../core/model/question.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { isActive, questionOf } from "../../core/model/session-state.ts";
import { appearanceOf } from "../session-appearance.ts";
import { EVIDENCE_SOURCES, OUTDATED, statusReason } from "../status-reason.ts";
import { answerFromMenu } from "../sessions/answer-session.ts";
import { choiceIcon } from "../sessions/choice-icon.ts";
import { shortened, span } from "../format.ts";
import { runWithHud } from "../feedback/run-with-hud.ts";
import { withDistinctTitles, type Entry } from "./menu-groups.ts";

/** The longest line of the menu, in characters: a menu is as wide as its widest item. */
const WIDEST = 70;

/** One session: why it is shown where it is, and what can be done about it. `now` in ms since the epoch. */
export function SessionSubmenu({ entry: { session, title }, now }: { entry: Entry; now: number }) {
  const live = isActive(session);
  const appearance = appearanceOf(session);
  const { evidence } = session;
  const question = questionOf(session);
  const since = span(now - session.status_since);
  return (
    <MenuBarExtra.Submenu title={title} icon={appearance.icon}>
      <MenuBarExtra.Item title={appearance.title} subtitle={since} />
      {!question && (
        <MenuBarExtra.Item title={shortened(`Why: ${statusReason(session)}`, WIDEST)} tooltip={evidence.detail} />
      )}
      <MenuBarExtra.Item
        title={EVIDENCE_SOURCES[evidence.source]}
        subtitle={`${span(now - evidence.at)} ago`}
        tooltip={evidence.rule}
      />
      {session.outdated && <MenuBarExtra.Item title={shortened(OUTDATED, WIDEST)} tooltip={OUTDATED} />}
      {question && <Asked session={session} question={question} />}
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

/** The most lines of what a question is about that a menu shows. */
const MOST_LINES = 4;

/** What a session asks, and its answers: one that takes words of the user's own leads to the pane. */
function Asked({ session, question }: { session: ManagedSession; question: Question }) {
  const { asks, subject, choices } = question;
  const lines = subject.split("\n").filter((line) => line !== "");
  const titled = withDistinctTitles(choices, (choice) => shortened(choiceTitle(choice), WIDEST));
  return (
    <>
      <MenuBarExtra.Section title="Asks">
        <MenuBarExtra.Item title={shortened(asks, WIDEST)} icon={Icon.QuestionMarkCircle} tooltip={asks} />
        {withDistinctTitles(lines.slice(0, MOST_LINES), (line) => shortened(line, WIDEST)).map(([line, title]) => (
          <MenuBarExtra.Item key={title} title={title} tooltip={line} />
        ))}
      </MenuBarExtra.Section>
      <MenuBarExtra.Section title={choices.length > 0 ? "Answer" : undefined}>
        {titled.map(([choice, title]) => (
          <MenuBarExtra.Item
            key={title}
            title={title}
            tooltip={choice.description}
            icon={choice.then_text ? Icon.Eye : choiceIcon(choice)}
            onAction={() =>
              runWithHud(() =>
                choice.then_text
                  ? orchestrator().focusSession(session.id)
                  : answerFromMenu(session, { choice }, { question }),
              )
            }
          />
        ))}
      </MenuBarExtra.Section>
    </>
  );
}
