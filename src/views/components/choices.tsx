import { Form } from "@raycast/api";

/** What can be chosen: value → title. */
export type Choices = Readonly<Record<string, string>>;

/** `none` is the title of choosing nothing. */
type DropdownProps = Omit<Form.Dropdown.Props, "children"> & { choices: Choices; none?: string };

export function ChoiceDropdown({ choices, none, ...props }: DropdownProps) {
  return (
    <Form.Dropdown {...props}>
      {none !== undefined && <Form.Dropdown.Item value="" title={none} />}
      {Object.entries(choices).map(([value, title]) => (
        <Form.Dropdown.Item key={value} value={value} title={title} />
      ))}
    </Form.Dropdown>
  );
}

export function ChoiceTags({ choices, ...props }: Omit<Form.TagPicker.Props, "children"> & { choices: Choices }) {
  return (
    <Form.TagPicker {...props}>
      {Object.entries(choices).map(([value, title]) => (
        <Form.TagPicker.Item key={value} value={value} title={title} />
      ))}
    </Form.TagPicker>
  );
}
