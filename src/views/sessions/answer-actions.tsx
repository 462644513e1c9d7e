import { Action, ActionPanel, Icon } from "@raycast/api";
import { choiceTitle, type Question } from "../../core/model/question.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { questionOf } from "../../core/model/session-state.ts";
import type { Answer, SeenBefore } from "../../core/orchestrator/orchestrator.ts";
import { answerSession } from "./answer-session.ts";
import { choiceIcon } from "./choice-icon.ts";
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

/** The answers that a waiting session's question takes, by their names, and any other. */
export function AnswerActions({ session, screen, reload }: Props) {
  const question = questionOf(session);
  const seen: SeenBefore = question ? { question } : { tail: screen };
  const answer = async (given: Answer) => {
    await answerSession(session, given, seen);
    reload();
  };
  const form = { session, icon: Icon.SpeechBubble, screen, question, reload };
  return (
    <ActionPanel.Section title="Answer">
      {choicesOf(question).map((choice) => {
        const title = shortened(choiceTitle(choice), WIDEST_CHOICE);
        return choice.then_text ? (
          <SendTextAction key={title} {...form} title={title} send={(text) => answer({ choice, text })} />
        ) : (
          <Action key={title} title={title} icon={choiceIcon(choice)} onAction={() => answer({ choice })} />
        );
      })}
      <SendTextAction {...form} title="Answer" send={(text) => answer({ text })} />
    </ActionPanel.Section>
  );
}

const choicesOf = (question: Question | null) => question?.choices ?? [];
