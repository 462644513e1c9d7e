import { Action, ActionPanel, Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { homedir } from "node:os";
import { store } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import type { SessionTemplate } from "../../core/model/template.ts";
import { freshId, idFrom } from "../../core/model/ids.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { tilde } from "../format.ts";
import { exitCodesProblem, numberProblem, regexProblem, required } from "./field-checks.ts";
import { TemplateStartFields } from "./template-start-fields.tsx";
import { TemplateWatchFields } from "./template-watch-fields.tsx";
import { TemplateStopFields } from "./template-stop-fields.tsx";

import { needsValue, templateFrom, templateValues, type TemplateValues, withTemplate } from "./template-values.ts";

interface Props {
  project: Project;
  template: SessionTemplate;
  isNew?: boolean;
  onSaved: () => void;
}

/** One session template with every field of the model. */
export function TemplateForm({ project, template, isNew = false, onSaved }: Props) {
  const { pop } = useNavigation();
  // Fields that are not shown are not submitted.
  const initialValues = { ...templateValues(template, project), ...(isNew ? { starts: "sequence" } : {}) };
  const { handleSubmit, itemProps, values } = useForm<TemplateValues>({
    initialValues,
    validation: {
      name: required("Give the session a name"),
      parent_template_id: (id): string | undefined =>
        values.layout !== "tab" && !id ? "Choose the session whose pane is split" : undefined,
      ready_value: (text): string | undefined => {
        if (!needsValue(values.ready_type)) return undefined;
        if (!text?.trim()) return "Say how it shows that it is ready";
        return values.ready_type === "ready_log_line" ? regexProblem(text) : undefined;
      },
      success_pattern: regexProblem,
      error_pattern: regexProblem,
      success_exit_codes: exitCodesProblem,
      ready_timeout_seconds: numberProblem(1),
      stop_timeout_seconds: numberProblem(0),
    },
    onSubmit: async (rendered) => {
      const submitted = { ...initialValues, ...rendered };
      const saved = await runWithToast(isNew ? "Session added" : "Session saved", () =>
        store().updateProject(project.id, (before) => {
          const id = isNew
            ? freshId(idFrom(submitted.name), new Set(before.session_templates.map((one) => one.id)))
            : template.id;
          return withTemplate(before, templateFrom(submitted, { ...template, id }), submitted);
        }),
      );
      if (!saved) return;
      onSaved();
      pop();
    },
  });
  const others = project.session_templates.filter(({ id }) => id !== template.id);

  return (
    <Form
      navigationTitle={isNew ? `New Session of ${project.name}` : `Edit ${template.name}`}
      actions={
        <ActionPanel>
          <Action.SubmitForm title={isNew ? "Add Session" : "Save Session"} icon={Icon.Check} onSubmit={handleSubmit} />
        </ActionPanel>
      }
    >
      <Form.TextField title="Name" placeholder="Dev Server" {...itemProps.name} />
      <Form.TextField
        title="Command"
        placeholder="npm run dev -- --port {port:web}"
        info="Empty: a shell. {project_path}, {branch}, {port:NAME}, {ask:Question} and your variables are filled in"
        {...itemProps.command}
      />
      <Form.TextField
        title="Folder"
        placeholder={tilde(project.path, homedir())}
        info="Instead of the project's folder"
        {...itemProps.working_directory}
      />
      <TemplateStartFields values={values} itemProps={itemProps} others={others} />
      <Form.Separator />
      <TemplateWatchFields itemProps={itemProps} />
      <Form.Separator />
      <TemplateStopFields itemProps={itemProps} />
    </Form>
  );
}
