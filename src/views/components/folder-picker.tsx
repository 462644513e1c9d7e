import { Form } from "@raycast/api";

/** Chooses one folder. */
export function FolderPicker(props: Omit<Form.FilePicker.Props, "title">) {
  return (
    <Form.FilePicker
      title="Folder"
      canChooseDirectories
      canChooseFiles={false}
      allowMultipleSelection={false}
      {...props}
    />
  );
}
