import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { addToProject } from "../../core/interchange/importers/add-to-project.ts";
import type { Project } from "../../core/model/project.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { required } from "./field-checks.ts";
import { store } from "../../core/composition.ts";
import { ProjectConfigFields } from "./project-config-fields.tsx";
import { ProjectJsonForm } from "./project-json-form.tsx";
import { emptyProject, projectValues, type ProjectValues, withProjectValues } from "./project-values.ts";
import { SuggestionPicker } from "./suggestion-picker.tsx";
import { TemplateList } from "./template-list.tsx";
import { pickedDrafts, useSuggestions } from "./use-suggestions.ts";
import { fromLines } from "./variable-lines.ts";

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
      name: project ? required("Give the project a name") : undefined,
      environment_variables: (text) => {
        const { wrong } = fromLines(text ?? "");
        return wrong.length > 0 ? `Not NAME=value: ${wrong[0]}` : undefined;
      },
    },
    onSubmit: async (submitted) => {
      const saved = await save(submitted);
      if (saved === null) return;
      onSaved?.();
      if (project) pop();
      else push(<TemplateList projectId={saved.id} />, pop);
    },
  });
  const suggestions = useSuggestions(values.path?.[0]);

  const save = async (submitted: ProjectValues): Promise<Project | null> => {
    const change = (before: Project) =>
      addToProject(withProjectValues(before, submitted), pickedDrafts(suggestions.found, submitted.sessions));
    let saved: Project | null = null;
    await runWithToast(project ? "Saved" : "Created", async () => {
      saved = project
        ? await store().updateProject(project.id, change)
        : await store().saveAgreed(change(emptyProject(randomUUID(), new Date().toISOString())));
    });
    return saved;
  };

  return (
    <Form
      enableDrafts={keepsDrafts}
      isLoading={suggestions.isLoading}
      navigationTitle={project ? `Edit ${project.name}` : undefined}
      actions={
        <ActionPanel>
          <Action.SubmitForm
            title={project ? "Save Project" : "Create Project"}
            icon={Icon.Check}
            onSubmit={handleSubmit}
          />
          {project && (
            <Action.Push
              title="Edit Sessions…"
              icon={Icon.List}
              target={<TemplateList projectId={project.id} />}
              onPop={onSaved}
            />
          )}
          {project && (
            <Action.Push
              title="Edit as JSON…"
              icon={Icon.CodeBlock}
              target={<ProjectJsonForm project={project} onSaved={onSaved} />}
            />
          )}
        </ActionPanel>
      }
    >
      <Form.FilePicker
        title="Folder"
        info="Sessions start here"
        canChooseDirectories
        canChooseFiles={false}
        allowMultipleSelection={false}
        {...itemProps.path}
      />
      <Form.TextField
        title="Name"
        placeholder={basename(values.path?.[0] ?? "") || "The folder's name"}
        {...itemProps.name}
      />
      <SuggestionPicker suggestions={suggestions} project={project} itemProps={itemProps.sessions} />
      <Form.Separator />
      <ProjectConfigFields itemProps={itemProps} />
    </Form>
  );
}
