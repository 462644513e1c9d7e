import { ProjectList } from "./views/projects/project-list.tsx";

export default function Command() {
  return <ProjectList />;
}
