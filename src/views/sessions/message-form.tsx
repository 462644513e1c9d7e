import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { orchestrator } from "../../core/composition.ts";
import { MessageType, SignalName } from "../../core/model/message.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { required } from "../forms/field-checks.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";

interface Values {
  to: string;
  type: string;
  payload: string;
  signal: string;
  when: string;
}

const TYPES: Record<MessageType, string> = {
  command: "Command: typed, then Enter",
  data: "Data: typed as it is",
  signal: "Signal: to its foreground program",
};

/** A message from one session to another: now, or once the receiver is ready for it. */
export function MessageForm({ from, others }: { from: ManagedSession; others: readonly ManagedSession[] }) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps, values } = useForm<Values>({
    onSubmit: async ({ to, type, payload, signal, when }) => {
      const message_type = MessageType.parse(type);
      const message = {
        from_session_id: from.id,
        to_session_id: to,
        message_type,
        payload: message_type === "signal" ? signal : payload,
      };
      const sent = await runWithToast("Message on its way", () =>
        orchestrator().message(message, when === "now" ? "now" : "receiver_ready"),
      );
      if (sent) pop();
    },
    initialValues: { to: others[0]?.id ?? "", type: "command", when: "receiver_ready", signal: "SIGINT" },
    validation: {
      to: required("Choose who gets it"),
      payload: (payload): string | undefined =>
        values.type !== "signal" && !payload ? "Say what is typed" : undefined,
    },
  });
  return (
    <Form
      navigationTitle={`Message from ${from.name}`}
      actions={
        <ActionPanel>
          <Action.SubmitForm title="Send Message" icon={Icon.Envelope} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.Dropdown title="To" {...itemProps.to}>
        {others.map((session) => (
          <Form.Dropdown.Item key={session.id} value={session.id} title={session.name} />
        ))}
      </Form.Dropdown>
      <Form.Dropdown title="Type" {...itemProps.type}>
        {MessageType.options.map((type) => (
          <Form.Dropdown.Item key={type} value={type} title={TYPES[type]} />
        ))}
      </Form.Dropdown>
      {values.type === "signal" ? (
        <Form.Dropdown title="Signal" {...itemProps.signal}>
          {SignalName.options.map((name) => (
            <Form.Dropdown.Item key={name} value={name} title={name} />
          ))}
        </Form.Dropdown>
      ) : (
        <Form.TextField title="Text" placeholder="npm test" {...itemProps.payload} />
      )}
      <Form.Dropdown title="When" info="A busy agent is not interrupted by a message that waits" {...itemProps.when}>
        <Form.Dropdown.Item value="receiver_ready" title="When It Is Ready for It" />
        <Form.Dropdown.Item value="now" title="Now" />
      </Form.Dropdown>
    </Form>
  );
}
