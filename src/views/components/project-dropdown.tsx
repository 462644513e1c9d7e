import { List } from "@raycast/api";
import type { Project } from "../../core/model/project.ts";

/** Narrows a list to one project; "" is all of them. */
export function ProjectDropdown({
  projects,
  onChange,
}: {
  projects: Pick<Project, "id" | "name">[];
  onChange: (id: string) => void;
}) {
  return (
    <List.Dropdown tooltip="Project" onChange={onChange} storeValue={false} defaultValue="">
      <List.Dropdown.Item title="All Projects" value="" />
      {projects.map((project) => (
        <List.Dropdown.Item key={project.id} title={project.name} value={project.id} />
      ))}
    </List.Dropdown>
  );
}
