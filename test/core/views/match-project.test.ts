import { expect, test } from "vitest";
import { Project } from "../../../src/core/model/project.ts";
import { matchProject } from "../../../src/views/projects/match-project.ts";

const project = (id: string, name: string) => Project.parse({ id, name, path: "~", created_at: "", updated_at: "" });
const projects = [project("p1", "Web App"), project("p2", "Web App Admin"), project("p3", "Payments API")];
const found = (argument: string) => {
  const match = matchProject(projects, argument);
  if (match.kind === "one") return match.project.id;
  return match.kind === "many" ? match.projects.map(({ id }) => id) : null;
};

test("an id or a whole name means one project, however it is cased, although others begin like it", () => {
  expect(found("p2")).toBe("p2");
  expect(found("web app")).toBe("p1");
  expect(found("  WEB APP ")).toBe("p1");
});

test("a part of a name, or its letters in order, mean the one project that has them", () => {
  expect(found("pay")).toBe("p3");
  expect(found("admin")).toBe("p2");
  expect(found("pmapi")).toBe("p3");
});

test("words that several projects fit offer just those", () => {
  expect(found("web")).toEqual(["p1", "p2"]);
});

test("words that none fits mean none", () => {
  expect(found("xyz")).toBe(null);
});
