import type { LaunchProps } from "@raycast/api";
import { ProjectForm } from "./views/forms/project-form.tsx";
import type { ProjectValues } from "./views/forms/project-values.ts";

export default function Command({ draftValues }: LaunchProps<{ draftValues: Partial<ProjectValues> }>) {
  return <ProjectForm draft={draftValues} keepsDrafts />;
}
