import type { TreeNode } from "../protocol.ts";
import { optionsOf, searchDropdown } from "./list.ts";
import { ofType, text } from "./nodes.ts";

/** What Raycast's documentation asks of a view and only warns about, or gets wrong without a word; null: nothing. */
export function findViewProblem(node: TreeNode, depth: number): string | null {
  if (node.type === "Form") return formProblem(node, depth);
  if (node.type !== "List" && node.type !== "Grid") return null;
  const items = ofType(node.children, `${node.type}.Item`);
  const same = twice(items.map(({ props }) => props["id"]).filter((id) => id !== undefined));
  if (same !== undefined) return `two items have the id "${String(same)}"`;
  const nameless = items.find(({ props }) => text(props["title"]) === "" && node.type === "List");
  if (nameless) return `the item ${String(nameless.props["id"] ?? "")} has no title`;
  const dropdown = searchDropdown(node);
  return dropdown && optionProblem("the search bar's dropdown", dropdown.node);
}

function formProblem(form: TreeNode, depth: number): string | null {
  // "Drafts for forms nested in navigation is not supported yet": a warning, and nothing is kept.
  if (form.props["enableDrafts"] === true && depth > 1)
    return "drafts are not supported for forms nested in navigation";
  const fields = form.children.filter(({ props }) => typeof props["id"] === "string");
  const same = twice(fields.map(({ props }) => props["id"]));
  if (same !== undefined) return `two fields have the id "${String(same)}"`;
  return fields.map((field) => optionProblem(`the field "${String(field.props["id"])}"`, field)).find(Boolean) ?? null;
}

function optionProblem(where: string, node: TreeNode): string | null {
  const same = twice(optionsOf(node).map(({ value }) => value));
  return same === undefined ? null : `two options of ${where} have the value "${same}"`;
}

function twice<Value>(values: Value[]): Value | undefined {
  return values.find((value, at) => values.indexOf(value) !== at);
}
