import { Action, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { basename } from "node:path";
import { addToProject } from "../../core/interchange/importers/add-to-project.ts";
import type { Project } from "../../core/model/project.ts";
import { FolderPicker } from "../components/folder-picker.tsx";
import { fieldValidation, FormFields } from "../components/form-fields.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { chosen, required } from "./field-checks.ts";
import { store } from "../../core/composition.ts";
import { PROJECT_FIELDS } from "./project-fields.ts";
import { ProjectJsonForm } from "./project-json-form.tsx";
import { newProject, projectName, projectValues, type ProjectValues, withProjectValues } from "./project-values.ts";
import { SuggestionPicker } from "./suggestion-picker.tsx";
import { TemplateList } from "./template-list.tsx";
import { pickedDrafts, useSuggestions } from "./use-suggestions.ts";

interface Props {
  /** Missing: a new one. */
  project?: Project;
  /** What was typed before the form was left. */
  draft?: Partial<ProjectValues>;
  /** Only the form of a command keeps drafts. */
  keepsDrafts?: boolean;
}

/** A project: its folder, the sessions its files suggest, and how it behaves as a whole. */
export function ProjectForm({ project, draft, keepsDrafts = false }: Props) {
  const { push, pop } = useNavigation();

  const { handleSubmit, itemProps, values } = useForm<ProjectValues>({
    initialValues: { ...projectValues(project), ...draft },
    validation: {
      path: chosen("Choose the project's folder"),
      name: project ? required("Enter a name") : undefined,
      ...fieldValidation(PROJECT_FIELDS, (): ProjectValues => values),
    },
    onSubmit: async (submitted) => {
      const change = (before: Project) =>
        addToProject(withProjectValues(before, submitted), pickedDrafts(suggestions.found, submitted.sessions));
      const name = projectName(submitted);
      if (project) {
        if (await runWithToast(`Saved ${name}`, () => store().updateProject(project.id, change))) pop();
        return;
      }
      const created = change(newProject());
      if (await runWithToast(`Created ${name}`, () => store().saveAgreed(created)))
        push(<TemplateList projectId={created.id} />, pop);
    },
  });
  const suggestions = useSuggestions(values.path?.[0], project);

  return (
    <Form
      enableDrafts={keepsDrafts}
      isLoading={suggestions.isLoading}
      navigationTitle={project ? `Edit ${project.name}` : undefined}
      actions={
        <SubmitPanel title={project ? "Save Project" : "Create Project"} icon={Icon.Check} onSubmit={handleSubmit}>
          {project && (
            <>
              <Action.Push title="Edit Sessions…" icon={Icon.List} target={<TemplateList projectId={project.id} />} />
              <Action.Push
                title="Edit as JSON…"
                icon={Icon.CodeBlock}
                target={<ProjectJsonForm project={project} onSaved={pop} />}
              />
            </>
          )}
        </SubmitPanel>
      }
    >
      <FolderPicker info="Sessions start here" {...itemProps.path} />
      <Form.TextField
        title="Name"
        placeholder={basename(values.path?.[0] ?? "") || "The folder's name"}
        {...itemProps.name}
      />
      <SuggestionPicker found={suggestions.found} isNew={!project} itemProps={itemProps.sessions} />
      <FormFields fields={PROJECT_FIELDS} values={values} itemProps={itemProps} />
    </Form>
  );
}
