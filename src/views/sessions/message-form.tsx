import { Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { orchestrator } from "../../core/composition.ts";
import { MessageType, SignalName } from "../../core/model/message.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { ChoiceDropdown } from "../components/choice-dropdown.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
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
  command: "Command (Text and Enter)",
  data: "Data (Text Only)",
  signal: "Signal (to the Foreground Process)",
};
const SIGNALS = Object.fromEntries(SignalName.options.map((name) => [name, name]));
const TIMES = { receiver_ready: "When the Session Is Ready", now: "Now" };

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
      const sent = await runWithToast(when === "now" ? "Message sent" : "Message queued", () =>
        orchestrator().message(message, when === "now" ? "now" : "receiver_ready"),
      );
      if (sent) pop();
    },
    initialValues: { to: others[0]?.id ?? "", type: "command", when: "receiver_ready", signal: "SIGINT" },
    validation: {
      to: required("Choose a session"),
      payload: (payload): string | undefined => (values.type !== "signal" && !payload ? "Enter a text" : undefined),
    },
  });
  return (
    <Form
      navigationTitle={`Message from ${from.name}`}
      actions={<SubmitPanel title="Send Message" icon={Icon.Envelope} onSubmit={handleSubmit} />}
    >
      <ChoiceDropdown
        title="To"
        choices={Object.fromEntries(others.map(({ id, name }) => [id, name]))}
        {...itemProps.to}
      />
      <ChoiceDropdown title="Type" choices={TYPES} {...itemProps.type} />
      {values.type === "signal" ? (
        <ChoiceDropdown title="Signal" choices={SIGNALS} {...itemProps.signal} />
      ) : (
        <Form.TextField title="Text" placeholder="npm test" {...itemProps.payload} />
      )}
      <ChoiceDropdown
        title="When"
        info="A message that waits does not interrupt a busy agent"
        choices={TIMES}
        {...itemProps.when}
      />
    </Form>
  );
}
