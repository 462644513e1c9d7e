import { Form } from "@raycast/api";

type DropdownProps = Omit<Form.Dropdown.Props, "children">;

/** A dropdown over a table of value → title; `none` is the title of choosing nothing. */
export function ChoiceDropdown({
  choices,
  none,
  ...props
}: DropdownProps & { choices: Readonly<Record<string, string>>; none?: string }) {
  return (
    <Form.Dropdown {...props}>
      {none !== undefined && <Form.Dropdown.Item value="" title={none} />}
      {Object.entries(choices).map(([value, title]) => (
        <Form.Dropdown.Item key={value} value={value} title={title} />
      ))}
    </Form.Dropdown>
  );
}
