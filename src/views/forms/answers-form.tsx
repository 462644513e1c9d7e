import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";

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
        <ActionPanel>
          <Action.SubmitForm
            title="Open Project"
            icon={Icon.Play}
            onSubmit={async (values: Record<string, string>) => {
              const answers = questions.map((question, at) => [question, values[`answer-${at}`] ?? ""] as const);
              pop();
              await onSubmit(Object.fromEntries(answers));
            }}
          />
        </ActionPanel>
      }
    >
      <Form.Description text={`The commands of ${projectName} ask for:`} />
      {questions.map((question, at) => (
        <Form.TextField key={question} id={`answer-${at}`} title={question} placeholder="Answer" />
      ))}
    </Form>
  );
}
