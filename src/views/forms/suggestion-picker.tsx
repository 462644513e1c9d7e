import { Form, Icon } from "@raycast/api";
import type { Project } from "../../core/model/project.ts";
import { countOf } from "../format.ts";
import { draftKey, notYetIn, type Suggestions } from "./use-suggestions.ts";

type TagProps = Omit<Form.TagPicker.Props, "children" | "title">;

interface Props {
  suggestions: Suggestions;
  /** Missing: a new one. Of one that is there, only what it does not have is suggested. */
  project?: Project;
  itemProps: TagProps;
}

/** The sessions that the folder's files suggest: picked ones become sessions of the project. */
export function SuggestionPicker({ suggestions, project, itemProps }: Props) {
  const found = project ? notYetIn(project, suggestions.found) : suggestions.found;
  if (project && found.length === 0) return null;
  const files = found.map(({ file, drafts }) => `${countOf(drafts.length, "session")} in ${file}`);
  const known = new Set(found.flatMap((suggestion) => suggestion.drafts.map((draft) => draftKey(suggestion, draft))));
  const value = itemProps.value?.filter((key) => known.has(key));
  return (
    <>
      <Form.TagPicker
        {...itemProps}
        value={value}
        title={project ? "Add Sessions" : "Sessions"}
        placeholder={found.length > 0 ? "Choose sessions to add" : "You can add sessions later"}
        info="Suggested from the files in the folder"
      >
        {found.flatMap((suggestion) =>
          suggestion.drafts.map((draft) => (
            <Form.TagPicker.Item
              key={draftKey(suggestion, draft)}
              value={draftKey(suggestion, draft)}
              title={`${draft.template.name} · ${suggestion.tool}`}
              icon={Icon.Terminal}
            />
          )),
        )}
      </Form.TagPicker>
      {files.length > 0 && <Form.Description text={`Found ${files.join(", ")}.`} />}
    </>
  );
}
