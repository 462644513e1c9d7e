import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { FormValidation, useForm } from "@raycast/utils";
import type { ManagedSession } from "../../core/model/session.ts";

interface Props {
  session: ManagedSession;
  title: string;
  send: (text: string) => Promise<unknown>;
}

/** One line to type into a session. */
export function SendTextForm({ session, title, send }: Props) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps } = useForm<{ text: string }>({
    onSubmit: async ({ text }) => {
      pop();
      await send(text);
    },
    validation: { text: FormValidation.Required },
  });
  return (
    <Form
      navigationTitle={`${title}: ${session.name}`}
      actions={
        <ActionPanel>
          <Action.SubmitForm title={title} icon={Icon.Reply} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.TextField title="Text" placeholder="Typed as it is, then Enter" {...itemProps.text} />
    </Form>
  );
}
