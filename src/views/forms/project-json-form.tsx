import { Form, Icon, useNavigation } from "@raycast/api";
import { useForm } from "@raycast/utils";
import { store } from "../../core/composition.ts";
import { withoutSessions } from "../../core/model/app-state.ts";
import type { Project } from "../../core/model/project.ts";
import { parseProject } from "../../core/model/validation/validation.ts";
import { SubmitPanel } from "../components/submit-panel.tsx";
import { asFault } from "../faults/fault-text.ts";
import { runWithToast } from "../feedback/run-with-toast.ts";

/** `onSaved` is called once this form has gone. */
/** Every field of a project as text: triggers, parsers and sequences too. */
export function ProjectJsonForm({ project, onSaved }: { project: Project; onSaved: () => void }) {
  const { pop } = useNavigation();
  const { handleSubmit, itemProps } = useForm<{ json: string }>({
    initialValues: { json: JSON.stringify(withoutSessions(project), null, 2) },
    validation: { json: (text) => problemIn(text ?? "") },
    onSubmit: async ({ json }) => {
      const change = (before: Project) => ({
        ...parseProject(JSON.parse(json)),
        id: before.id,
        created_at: before.created_at,
      });
      if (!(await runWithToast(`Saved ${project.name}`, () => store().updateProject(project.id, change)))) return;
      pop();
      onSaved();
    },
  });
  return (
    <Form
      navigationTitle={`Edit ${project.name} as JSON`}
      actions={<SubmitPanel title="Save Project" icon={Icon.Check} onSubmit={handleSubmit} />}
    >
      <Form.TextArea title="Project" placeholder="{ … }" {...itemProps.json} />
    </Form>
  );
}

function problemIn(json: string): string | undefined {
  try {
    parseProject(JSON.parse(json));
    return undefined;
  } catch (error) {
    const fault = asFault(error);
    return fault.problems[0] ?? fault.message;
  }
}
