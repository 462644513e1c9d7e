import { checkbox, dropdown, type Fields, text } from "../components/form-fields.tsx";
import type { ProjectValues } from "./project-values.ts";
import { fromLines } from "./variable-lines.ts";

/** How a project behaves as a whole. */
export const PROJECT_FIELDS: Omit<Fields<ProjectValues>, "name" | "path" | "sessions"> = {
  tab_prefix: text("Tab Prefix", "[webapp] ", { info: "Put before the name of each tab", separated: true }),
  environment_variables: text("Variables", "NODE_ENV=development\nPORT=3000", {
    area: true,
    info: "One NAME=value per line. Set in every session, and available as {NAME} in commands",
    problem: (lines) => {
      const [wrong] = fromLines(lines ?? "").wrong;
      return wrong === undefined ? undefined : `Not NAME=value: ${wrong}`;
    },
  }),
  env_file: text("Variables File", ".env", { info: "A file of NAME=value lines, relative to the folder" }),
  window: dropdown("Opens In", { current: "Current Window", new: "New Window" }),
  close_sessions_on_project_close: checkbox("Stop its sessions", "On Close"),
  confirm_before_close: checkbox("Ask before closing"),
  notify: checkbox("Notify me when a session is waiting for me or fails", "Notifications"),
};
