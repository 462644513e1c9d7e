import { expect } from "vitest";
import { Keyboard, reservedShortcuts, shortcutText, type ActionEntry, type View } from "../../mac/raycast/index.ts";

const COMMON = new Set(Object.values(Keyboard.Shortcut.Common).map(shortcutText));

/** Verbs that Raycast has a shortcut for: an action of that meaning has this one and no other. */
const SHORTCUT_OF: [RegExp, keyof typeof Keyboard.Shortcut.Common][] = [
  [/^Edit Project…/, "Edit"],
  [/^(New|Create) Project…$/, "New"],
  [/^Duplicate /, "Duplicate"],
  [/^(Pin|Unpin) /, "Pin"],
  [/^Copy Path$/, "CopyPath"],
  [/^Copy Deep Link$/, "CopyDeeplink"],
  [/^Refresh$/, "Refresh"],
  [/^(Delete|Discard) /, "Remove"],
  [/^Close All Tabs$|^Clear History$/, "RemoveAll"],
  [/^Open in /, "OpenWith"],
];

/** What is wrong with an action panel, in words. */
export function panelProblems(actions: readonly ActionEntry[]): string[] {
  const problems: string[] = [];
  const withIcon = actions.filter(({ icon }) => icon !== null).length;
  if (withIcon > 0 && withIcon < actions.length) problems.push("icons on some actions only");
  const seen = new Map<string, string>();
  actions.forEach(({ title, shortcut, section, sectionIndex, style }, at) => {
    if (/^[a-z]/.test(title)) problems.push(`${title}: not in Title Case`);
    if (shortcut !== null) {
      if (at < 2) problems.push(`${title}: has a shortcut besides the one of its place`);
      if (reservedShortcuts.includes(shortcut)) problems.push(`${title}: ${shortcut} is Raycast's own`);
      if (!COMMON.has(shortcut)) problems.push(`${title}: ${shortcut} is no common shortcut`);
      if (seen.has(shortcut)) problems.push(`${title} and ${seen.get(shortcut)} share ${shortcut}`);
      seen.set(shortcut, title);
    }
    const common = SHORTCUT_OF.find(([verb]) => verb.test(title))?.[1];
    if (common && at > 1 && shortcut !== shortcutText(Keyboard.Shortcut.Common[common])) {
      problems.push(`${title}: has not the common shortcut for ${common}`);
    }
    const last = actions.at(-1)?.sectionIndex;
    const leads = at === 0;
    if (style === "destructive" && sectionIndex !== last && !leads) {
      problems.push(`${title}: destructive, but in ${section ?? "a section"} before the last`);
    }
  });
  const titles = actions.map(({ title, submenu }) => [...submenu, title].join(" › "));
  for (const title of new Set(titles.filter((one, at) => titles.indexOf(one) !== at))) problems.push(`${title}: twice`);
  return problems;
}

/** What is wrong with a list: each item's panel, accessories, ids, and the search bar. */
export async function listProblems(view: View): Promise<string[]> {
  const problems: string[] = [];
  if (view.placeholder === "") problems.push("no search bar placeholder");
  const ids = view.items.map(({ id }) => id);
  if (new Set(ids).size < ids.length) problems.push("two items have one id");
  for (const { id, title, accessories, icon } of view.items) {
    if (id.startsWith("raycast-")) problems.push(`${title}: no stable id`);
    if (accessories.length > 3) problems.push(`${title}: ${accessories.length} accessories`);
    if (icon === null) problems.push(`${title}: no icon`);
    await view.select(id);
    problems.push(...panelProblems(view.actions()).map((problem) => `${title} › ${problem}`));
  }
  return problems;
}

/** What is wrong with a form: titles, placeholders where something is typed, labels, its panel. */
export function formProblems(view: View): string[] {
  const problems = panelProblems(view.actions());
  for (const { id, kind, title, placeholder, label } of view.form.fields) {
    const typed = ["TextField", "TextArea", "PasswordField", "TagPicker"].includes(kind);
    if (typed && placeholder === "") problems.push(`${id}: no placeholder`);
    if (kind === "Checkbox" ? label === "" : title === "") problems.push(`${id}: no title`);
  }
  if (view.actions()[0]?.kind !== "SubmitForm") problems.push("⌘↵ does not submit");
  return problems;
}

/** Nothing ever stood there as if there were nothing while it was still being looked for, and the looking has ended. */
export function expectNoFlicker(view: View): void {
  expect(view.frames.filter(({ isLoading, emptyView }) => isLoading && emptyView !== null)).toEqual([]);
  expect(view.isLoading).toBe(false);
}

/** Titles of the panel's actions in order, by section. */
export function panelOf(view: View): string[][] {
  const sections: string[][] = [];
  for (const { sectionIndex, title } of view.actions()) (sections[sectionIndex] ??= []).push(title);
  return sections.filter(Boolean);
}

/** Each section's title with the titles of its items. */
export function rowsOf(view: View): [string, string[]][] {
  return view.sections.map(({ title, items }) => [title, items.map((item) => item.title)]);
}
