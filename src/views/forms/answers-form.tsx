import { Form, Icon, useNavigation } from "@raycast/api";
import { SubmitPanel } from "../components/submit-panel.tsx";

interface Props {
  projectName: string;
  questions: readonly string[];
  onSubmit: (answers: Record<string, string>) => unknown;
}

/** Asks for what a project's commands leave open (`{ask:Question}`). */
export function AnswersForm({ projectName, questions, onSubmit }: Props) {
  const { pop } = useNavigation();
  return (
    <Form
      navigationTitle={`Open ${projectName}`}
      actions={
        <SubmitPanel
          title="Open Project"
          icon={Icon.Play}
          onSubmit={async (values: Record<string, string>) => {
            const answers = questions.map((question, at) => [question, values[`answer-${at}`] ?? ""] as const);
            pop();
            await onSubmit(Object.fromEntries(answers));
          }}
        />
      }
    >
      <Form.Description text={`The commands of ${projectName} need these values:`} />
      {questions.map((question, at) => (
        <Form.TextField key={question} id={`answer-${at}`} title={question} placeholder="Value" />
      ))}
    </Form>
  );
}
