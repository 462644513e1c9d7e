import { expect, test } from "vitest";
import { matchName, searchName } from "../../../src/core/model/match-name.ts";

const project = (id: string, name: string) => ({ id, name });
const projects = [project("p1", "Web App"), project("p2", "Web App Admin"), project("p3", "Payments API")];
const found = (words: string) => searchName(projects, words).map(({ id }) => id);

test("an id or a whole name means one project, however it is cased, although others begin like it", () => {
  expect(found("p2")).toEqual(["p2"]);
  expect(found("web app")).toEqual(["p1"]);
  expect(found("  WEB APP ")).toEqual(["p1"]);
});

test("a part of a name, or its letters in order, mean the one project that has them", () => {
  expect(found("pay")).toEqual(["p3"]);
  expect(found("admin")).toEqual(["p2"]);
  expect(found("pmapi")).toEqual(["p3"]);
});

test("words that several projects fit offer just those", () => {
  expect(found("web")).toEqual(["p1", "p2"]);
});

test("words that none fits mean none", () => {
  expect(found("xyz")).toEqual([]);
  expect(found("  ")).toEqual([]);
});

test("for the AI, letters in order name no project: what is changed is named plainly", () => {
  expect(matchName(projects, "pmapi")).toEqual([]);
  expect(matchName(projects, "pay").map(({ id }) => id)).toEqual(["p3"]);
});

test("of two ids that differ in case only, the one as written is meant", () => {
  expect(matchName([project("a", "One"), project("A", "Two")], "A")).toEqual([project("A", "Two")]);
});
