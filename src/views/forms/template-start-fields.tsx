import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import type { SessionTemplate } from "../../core/model/template.ts";
import { ChoiceDropdown } from "../components/choice-dropdown.tsx";
import { CONDITIONS, LAYOUTS, READY, STARTS } from "./template-choices.ts";
import { needsValue, type TemplateValues } from "./template-values.ts";

interface Props {
  values: TemplateValues;
  itemProps: ReturnType<typeof useForm<TemplateValues>>["itemProps"];
  others: SessionTemplate[];
}

const READY_TITLES = Object.fromEntries(Object.entries(READY).map(([type, { title }]) => [type, title]));

/** Where a session stands, when it starts, and how it shows that it is ready. */
export function TemplateStartFields({ values, itemProps, others }: Props) {
  const names = Object.fromEntries(others.map(({ id, name }) => [id, name]));
  return (
    <>
      <ChoiceDropdown title="Place" choices={LAYOUTS} {...itemProps.layout} />
      {values.layout !== "tab" && (
        <ChoiceDropdown title="Split From" choices={names} none="Choose a Session" {...itemProps.parent_template_id} />
      )}
      <ChoiceDropdown title="Starts" choices={STARTS} {...itemProps.starts} />
      {others.length > 0 && (
        <Form.TagPicker title="Waits For" placeholder="Sessions that come first" {...itemProps.depends_on}>
          {others.map(({ id, name }) => (
            <Form.TagPicker.Item key={id} value={id} title={name} />
          ))}
        </Form.TagPicker>
      )}
      {values.depends_on.length > 0 && (
        <ChoiceDropdown title="Until Each" choices={CONDITIONS} {...itemProps.condition} />
      )}
      <ChoiceDropdown title="Ready When" choices={READY_TITLES} none="Its Command Runs" {...itemProps.ready_type} />
      {needsValue(values.ready_type) && (
        <Form.TextField
          title={READY[values.ready_type as keyof typeof READY].field}
          placeholder={READY[values.ready_type as keyof typeof READY].placeholder}
          {...itemProps.ready_value}
        />
      )}
      <Form.Checkbox label="The next session waits until this one is ready" {...itemProps.wait_for_ready} />
      <Form.TextField
        title="Ready Within"
        placeholder="60"
        info="Seconds; then it counts as failed to get ready"
        {...itemProps.ready_timeout_seconds}
      />
      <Form.TextField title="iTerm2 Profile" placeholder="Default" {...itemProps.profile} />
    </>
  );
}
