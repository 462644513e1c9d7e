import { Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { store } from "../../core/composition.ts";
import { freshId, idFrom } from "../../core/model/ids.ts";
import type { Project } from "../../core/model/project.ts";
import type { SessionTemplate } from "../../core/model/session-template.ts";
import { fieldValidation, FormFields } from "../components/form-fields.tsx";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { runWithToast } from "../feedback/run-with-toast.ts";
import { tilde } from "../format.ts";
import { templateFields } from "./template-fields.ts";
import { templateFrom, templateValues, type TemplateValues, withTemplate } from "./template-values.ts";

interface Props {
  project: Project;
  template: SessionTemplate;
  isNew?: boolean;
}

/** One session template with every field of the model. */
export function TemplateForm({ project, template, isNew = false }: Props) {
  const { pop } = useNavigation();
  // Fields that are not shown are not submitted.
  const initialValues = { ...templateValues(template, project), ...(isNew ? { starts: "sequence" as const } : {}) };
  const others = project.session_templates.filter(({ id }) => id !== template.id);
  const fields = templateFields(others, tilde(project.path));
  const { handleSubmit, itemProps, values } = useForm<TemplateValues>({
    initialValues,
    validation: fieldValidation(fields, (): TemplateValues => values),
    onSubmit: async (rendered) => {
      const submitted = { ...initialValues, ...rendered };
      const saved = await runWithToast(`${isNew ? "Added" : "Saved"} ${submitted.name.trim()}`, () =>
        store().updateProject(project.id, (before) => {
          const id = isNew
            ? freshId(idFrom(submitted.name), new Set(before.session_templates.map((one) => one.id)))
            : template.id;
          return withTemplate(before, templateFrom(submitted, { ...template, id }), submitted);
        }),
      );
      if (saved) pop();
    },
  });
  return (
    <Form
      navigationTitle={isNew ? `New Session of ${project.name}` : `Edit ${template.name}`}
      actions={<SubmitPanel title={isNew ? "Add Session" : "Save Session"} icon={Icon.Check} onSubmit={handleSubmit} />}
    >
      <FormFields fields={fields} values={values} itemProps={itemProps} />
    </Form>
  );
}
