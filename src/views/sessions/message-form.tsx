import { Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { orchestrator } from "../../core/composition.ts";
import { MessageType, SignalName } from "../../core/model/message.ts";
import type { ManagedSession } from "../../core/model/session.ts";
import { dropdown, fieldValidation, type Fields, FormFields, text } from "../components/form-fields.tsx";
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
  const fields = messageFields(others);
  const { handleSubmit, itemProps, values } = useForm<Values>({
    initialValues: { to: others[0]?.id ?? "", type: "command", when: "receiver_ready", signal: "SIGINT" },
    validation: fieldValidation(fields, (): Values => values),
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
  });
  return (
    <Form
      navigationTitle={`Message from ${from.name}`}
      actions={<SubmitPanel title="Send Message" icon={Icon.Envelope} onSubmit={handleSubmit} />}
    >
      <FormFields fields={fields} values={values} itemProps={itemProps} />
    </Form>
  );
}

function messageFields(others: readonly ManagedSession[]): Fields<Values> {
  const isSignal = ({ type }: Values) => type === "signal";
  return {
    to: dropdown("To", Object.fromEntries(others.map(({ id, name }) => [id, name])), {
      problem: required("Choose a session"),
    }),
    type: dropdown("Type", TYPES),
    payload: text("Text", "npm test", {
      depending: (values) => (isSignal(values) ? null : {}),
      problem: (payload, values) => (isSignal(values) || payload ? undefined : "Enter a text"),
    }),
    signal: dropdown("Signal", SIGNALS, { depending: (values) => (isSignal(values) ? {} : null) }),
    when: dropdown("When", TIMES, { info: "A message that waits does not interrupt a busy agent" }),
  };
}
