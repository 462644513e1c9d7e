import { Form, Icon } from "@raycast/api";
import { countOf } from "../format.ts";
import type { SuggestedSession } from "./use-suggestions.ts";

interface Props {
  found: SuggestedSession[];
  /** The project is a new one. */
  isNew: boolean;
  itemProps: Omit<Form.TagPicker.Props, "children" | "title">;
}

/** The sessions that the folder's files suggest: picked ones become sessions of the project. */
export function SuggestionPicker({ found, isNew, itemProps }: Props) {
  if (!isNew && found.length === 0) return null;
  const files = [...new Set(found.map(({ file }) => file))].map(
    (file) => `${countOf(found.filter((one) => one.file === file).length, "session")} in ${file}`,
  );
  return (
    <>
      <Form.TagPicker
        {...itemProps}
        value={itemProps.value?.filter((picked) => found.some(({ key }) => key === picked))}
        title={isNew ? "Sessions" : "Add Sessions"}
        placeholder={found.length > 0 ? "Choose sessions to add" : "You can add sessions later"}
        info="Suggested from the files in the folder"
      >
        {found.map(({ key, tool, draft }) => (
          <Form.TagPicker.Item key={key} value={key} title={`${draft.template.name} · ${tool}`} icon={Icon.Terminal} />
        ))}
      </Form.TagPicker>
      {files.length > 0 && <Form.Description text={`Found ${files.join(", ")}.`} />}
    </>
  );
}
