import { Action, ActionPanel, Icon } from "@raycast/api";
import type { ManagedSession } from "../../core/model/session.ts";
import { answerSession } from "./answer-session.ts";
import { answerChoices } from "../../core/agents/screen/answer-choices.ts";
import { shortened } from "../format.ts";
import { SendTextAction } from "./send-text-form.tsx";

/** The longest title of an answer that a panel has room for, in characters. */
const WIDEST_CHOICE = 39;

interface Props {
  session: ManagedSession;
  /** The end of the screen as the person sees it. */
  screen: string[];
  reload: () => void;
}

/** The answers that a waiting session's screen offers, and any other. */
export function AnswerActions({ session, screen, reload }: Props) {
  const answer = async (text: string) => {
    await answerSession(session, text, screen);
    reload();
  };
  return (
    <ActionPanel.Section title="Answer">
      {answerChoices(screen).map((choice) => (
        <Action
          key={choice.text}
          title={`Answer ${shortened(choice.title, WIDEST_CHOICE)}`}
          icon={Icon.Reply}
          onAction={() => answer(choice.text)}
        />
      ))}
      <SendTextAction
        session={session}
        title="Answer"
        icon={Icon.SpeechBubble}
        screen={screen}
        send={answer}
        reload={reload}
      />
    </ActionPanel.Section>
  );
}
