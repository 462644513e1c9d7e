import type { LaunchProps } from "@raycast/api";
import { OpenProject } from "./views/projects/open-project.tsx";

/** Where other commands and links say which project: an id or a name, and nothing else. */
interface Context {
  project?: string;
}

export default function Command({
  arguments: { project },
  launchContext,
}: LaunchProps<{ arguments: Arguments.OpenProject; launchContext?: Context }>) {
  const wanted = project || launchContext?.project;
  return <OpenProject wanted={typeof wanted === "string" ? wanted : ""} />;
}
