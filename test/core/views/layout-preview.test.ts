import { expect, test } from "vitest";
import { layoutPreview } from "../../../src/views/forms/layout-preview.ts";
import { aProject, aTemplate } from "../builders/project.ts";

test("a session that another one needs is listed where it starts, though it does not start by itself", () => {
  const project = aProject({
    session_templates: [
      aTemplate({ id: "server", name: "Server", auto_start: true }),
      aTemplate({ id: "database", name: "Database" }),
      aTemplate({ id: "logs", name: "Logs" }),
    ],
    config: { dependencies: [{ task_id: "server", depends_on: ["database"], condition: "ready" }] },
  });
  expect(layoutPreview(project)).toContain(
    "### Starts\n\n1. Database\n2. Server: after Database is ready\n\nManual: Logs",
  );
});
