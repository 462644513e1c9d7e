import { Action, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import type { Question } from "../../core/model/question.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { required } from "../forms/field-checks.ts";
import { appearanceOf } from "../session-appearance.ts";

interface Props {
  session: ManagedSession;
  /** What is done: "Answer". */
  title: string;
  /** The end of its screen, as the person saw it. */
  screen: readonly string[];
  /** What it asks, if this answers it. */
  question?: Question | null;
  send: (text: string) => Promise<unknown>;
}

/** Leads to a form for one line to type into a session. */
export function SendTextAction({ icon, reload, ...form }: Props & { icon: Icon; reload: () => void }) {
  return (
    <Action.Push
      title={`${form.title.replace(/[.…]+$/, "")}…`}
      icon={icon}
      target={<SendTextForm {...form} />}
      onPop={reload}
    />
  );
}

/** Lines of the screen above the text field: more would push the field out of sight. */
const LINES = 8;

function shortenedLines(text: string): string {
  const lines = text.split("\n");
  return [...lines.slice(0, LINES), ...(lines.length > LINES ? ["…"] : [])].join("\n");
}

/** One line to type into a session, with the end of its screen above it. */
function SendTextForm({ session, title, screen, question, send }: Props) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps } = useForm<{ text: string }>({
    onSubmit: async ({ text }) => {
      pop();
      await send(text);
    },
    validation: { text: required("Enter a text") },
  });
  const Field = question?.hidden ? Form.PasswordField : Form.TextField;
  const lines = screen.filter((line) => line.trim() !== "").slice(-LINES);
  return (
    <Form
      navigationTitle={`${title}: ${session.name}`}
      actions={<SubmitPanel title={title} icon={Icon.Reply} onSubmit={handleSubmit} />}
    >
      <Form.Description title="Status" text={appearanceOf(session).title} />
      {question && <Form.Description title="Question" text={question.asks} />}
      {question?.subject && <Form.Description title="About" text={shortenedLines(question.subject)} />}
      {!question && lines.length > 0 && <Form.Description title="Screen" text={lines.join("\n")} />}
      <Field title="Text" placeholder="Typed as it is, followed by Enter" {...itemProps.text} />
    </Form>
  );
}
