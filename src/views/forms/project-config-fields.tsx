import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import type { ProjectValues } from "./project-values.ts";

type ItemProps = ReturnType<typeof useForm<ProjectValues>>["itemProps"];

/** How a project behaves as a whole. */
export function ProjectConfigFields({ itemProps }: { itemProps: ItemProps }) {
  return (
    <>
      <Form.TextField
        title="Tab Prefix"
        placeholder="[webapp] "
        info="Stands before the name of each tab"
        {...itemProps.tab_prefix}
      />
      <Form.TextArea
        title="Variables"
        placeholder={"NODE_ENV=development\nPORT=3000"}
        info="One NAME=value a line: set in every session, and {NAME} in commands"
        {...itemProps.environment_variables}
      />
      <Form.TextField
        title="Variables File"
        placeholder=".env"
        info="More NAME=value lines, relative to the folder"
        {...itemProps.env_file}
      />
      <Form.Dropdown title="Opens In" {...itemProps.window}>
        <Form.Dropdown.Item value="current" title="Current Window" />
        <Form.Dropdown.Item value="new" title="New Window" />
      </Form.Dropdown>
      <Form.Checkbox title="On Close" label="Stop its sessions" {...itemProps.close_sessions_on_project_close} />
      <Form.Checkbox label="Ask before closing" {...itemProps.confirm_before_close} />
      <Form.Checkbox title="Notifications" label="Tell me when a session waits or fails" {...itemProps.notify} />
    </>
  );
}
