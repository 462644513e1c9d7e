import { createElement, forwardRef } from "react";
import type * as Raycast from "@raycast/api";
import { DatePickerType } from "./enums.ts";
import { host } from "./slots.ts";
import { component } from "./strict.ts";

/** A form field with the `ref` that `focus()` and `reset()` are called on. */
function field<Props extends object>(type: string) {
  return forwardRef<Raycast.Form.ItemReference, Props>((props, ref) => createElement(type, { ...props, ref }));
}

/** A date without a time is one at midnight, local time. */
export function isFullDay(date?: Date | null): boolean {
  return !!date && date.getHours() + date.getMinutes() + date.getSeconds() + date.getMilliseconds() === 0;
}

const DropdownItem = (props: Raycast.Form.Dropdown.Item.Props) => host("Dropdown.Item", props);
const DropdownSection = (props: Raycast.Form.Dropdown.Section.Props) => host("Dropdown.Section", props);
const TagPickerItem = (props: Raycast.Form.TagPicker.Item.Props) => host("TagPicker.Item", props);

export const Form = component(
  "Form",
  (props: Raycast.Form.Props) =>
    host("Form", props, { actions: props.actions, searchBarAccessory: props.searchBarAccessory }),
  {
    Checkbox: field<Raycast.Form.Checkbox.Props>("Form.Checkbox"),
    DatePicker: Object.assign(field<Raycast.Form.DatePicker.Props>("Form.DatePicker"), {
      Type: DatePickerType,
      isFullDay,
    }),
    Description: (props: Raycast.Form.Description.Props) => host("Form.Description", props),
    Dropdown: Object.assign(field<Raycast.Form.Dropdown.Props>("Form.Dropdown"), {
      Item: DropdownItem,
      Section: DropdownSection,
    }),
    FilePicker: field<Raycast.Form.FilePicker.Props>("Form.FilePicker"),
    LinkAccessory: (props: Raycast.Form.LinkAccessory.Props) => host("Form.LinkAccessory", props),
    PasswordField: field<Raycast.Form.PasswordField.Props>("Form.PasswordField"),
    Separator: () => host("Form.Separator", {}),
    TagPicker: Object.assign(field<Raycast.Form.TagPicker.Props>("Form.TagPicker"), { Item: TagPickerItem }),
    TextArea: field<Raycast.Form.TextArea.Props>("Form.TextArea"),
    TextField: field<Raycast.Form.TextField.Props>("Form.TextField"),
    DropdownSection,
    DropdownItem,
    TagPickerItem,
  },
);
