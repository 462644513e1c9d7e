import { Action, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { addToProject } from "../../core/interchange/importers/add-to-project.ts";
import type { Project } from "../../core/model/project.ts";
import { FolderPicker } from "../components/folder-picker.tsx";
import { fieldValidation, FormFields } from "../components/form-fields.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { required } from "./field-checks.ts";
import { store } from "../../core/composition.ts";
import { PROJECT_FIELDS } from "./project-fields.ts";
import { ProjectJsonForm } from "./project-json-form.tsx";
import { emptyProject, projectName, projectValues, type ProjectValues, withProjectValues } from "./project-values.ts";
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
  onSaved?: () => void;
}

/** A project: its folder, the sessions its files suggest, and how it behaves as a whole. */
export function ProjectForm({ project, draft, keepsDrafts = false, onSaved }: Props) {
  const { push, pop } = useNavigation();

  const { handleSubmit, itemProps, values } = useForm<ProjectValues>({
    initialValues: { sessions: [], ...projectValues(project), ...draft },
    validation: {
      path: (path) => (path?.[0] ? undefined : "Choose the project's folder"),
      name: project ? required("Enter a name") : undefined,
      ...fieldValidation(PROJECT_FIELDS, (): ProjectValues => values),
    },
    onSubmit: async (submitted) => {
      const change = (before: Project) =>
        addToProject(withProjectValues(before, submitted), pickedDrafts(suggestions.found, submitted.sessions));
      const id = project?.id ?? randomUUID();
      const saved = await runWithToast(`${project ? "Saved" : "Created"} ${projectName(submitted)}`, () =>
        project
          ? store().updateProject(id, change)
          : store().saveAgreed(change(emptyProject(id, new Date().toISOString()))),
      );
      if (!saved) return;
      onSaved?.();
      if (project) pop();
      else push(<TemplateList projectId={id} />, pop);
    },
  });
  const suggestions = useSuggestions(values.path?.[0]);

  return (
    <Form
      enableDrafts={keepsDrafts}
      isLoading={suggestions.isLoading}
      navigationTitle={project ? `Edit ${project.name}` : undefined}
      actions={
        <SubmitPanel title={project ? "Save Project" : "Create Project"} icon={Icon.Check} onSubmit={handleSubmit}>
          {project && <EditMoreActions project={project} onSaved={onSaved} />}
        </SubmitPanel>
      }
    >
      <FolderPicker info="Sessions start here" {...itemProps.path} />
      <Form.TextField
        title="Name"
        placeholder={basename(values.path?.[0] ?? "") || "The folder's name"}
        {...itemProps.name}
      />
      <SuggestionPicker suggestions={suggestions} project={project} itemProps={itemProps.sessions} />
      <FormFields fields={PROJECT_FIELDS} values={values} itemProps={itemProps} />
    </Form>
  );
}

function EditMoreActions({ project, onSaved }: { project: Project; onSaved?: () => void }) {
  return (
    <>
      <Action.Push
        title="Edit Sessions…"
        icon={Icon.List}
        target={<TemplateList projectId={project.id} />}
        onPop={onSaved}
      />
      <Action.Push
        title="Edit as JSON…"
        icon={Icon.CodeBlock}
        target={<ProjectJsonForm project={project} onSaved={onSaved} />}
      />
    </>
  );
}
