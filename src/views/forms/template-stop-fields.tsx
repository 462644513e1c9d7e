import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import { SignalName } from "../../core/model/message.ts";
import { ChoiceDropdown } from "../components/choice-dropdown.tsx";
import { POLICIES } from "./template-choices.ts";
import type { TemplateValues } from "./template-values.ts";

const SIGNALS = Object.fromEntries(SignalName.options.map((name) => [name, name]));

/** How a session ends, and whether it comes back. */
export function TemplateStopFields({
  itemProps,
}: {
  itemProps: ReturnType<typeof useForm<TemplateValues>>["itemProps"];
}) {
  return (
    <>
      <ChoiceDropdown title="Restart" choices={POLICIES} {...itemProps.restart_policy} />
      <Form.TextField
        title="Good Exit Codes"
        placeholder="0"
        info="With commas between them"
        {...itemProps.success_exit_codes}
      />
      <Form.TextField title="Stop Command" placeholder="docker compose down" {...itemProps.stop_command} />
      <Form.TextField
        title="Stop Keys"
        placeholder="q"
        info="Typed into it where there is no stop command"
        {...itemProps.stop_keys}
      />
      <ChoiceDropdown title="Stop Signal" choices={SIGNALS} {...itemProps.stop_signal} />
      <Form.TextField
        title="Stops Within"
        placeholder="10"
        info="Seconds; then it is killed"
        {...itemProps.stop_timeout_seconds}
      />
    </>
  );
}
