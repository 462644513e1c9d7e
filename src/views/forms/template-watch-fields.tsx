import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import { ALL_AGENTS } from "../../core/agents/agents.ts";
import { ChoiceDropdown } from "../components/choice-dropdown.tsx";
import type { TemplateValues } from "./template-values.ts";

const AGENTS = Object.fromEntries(ALL_AGENTS.map(({ kind, name }) => [kind, name]));
const NOTIFY = { true: "Yes", false: "No" };

/** What is looked for in a session's output, and whom it tells. */
export function TemplateWatchFields({
  itemProps,
}: {
  itemProps: ReturnType<typeof useForm<TemplateValues>>["itemProps"];
}) {
  return (
    <>
      <Form.Checkbox title="Output" label="Watch what it prints" {...itemProps.monitor_output} />
      <Form.TextField
        title="Succeeded When"
        placeholder="compiled successfully"
        info="A regular expression, tried on each new line"
        {...itemProps.success_pattern}
      />
      <Form.TextField
        title="Failed When"
        placeholder="^ERROR"
        info="A regular expression, tried on each new line"
        {...itemProps.error_pattern}
      />
      <Form.TextField
        title="Output Parsers"
        placeholder="tsc, vitest"
        info="Names with commas between them; empty: chosen by the command"
        {...itemProps.output_parsers}
      />
      <ChoiceDropdown title="Agent" choices={AGENTS} none="Recognized by the Command" {...itemProps.agent} />
      <ChoiceDropdown title="Notifications" choices={NOTIFY} none="As the Project Says" {...itemProps.notify} />
    </>
  );
}
