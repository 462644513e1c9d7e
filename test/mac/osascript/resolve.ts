import type { Specifier } from "../apple-event.ts";
import type { ClassName, Dictionary, ValueType } from "../terms.ts";

const isClass = (dictionary: Dictionary, type: ValueType): type is ClassName => type in dictionary.classes;

/** What a specifier stands for: an object of a class, one collection of them, or a plain value. */
export type Kind =
  { is: "object"; class: ClassName } | { is: "collection"; class: ClassName } | { is: "value"; type: ValueType };

/** What the dictionary says that a specifier stands for; null if its terms do not fit together. */
export function kindOf(specifier: Specifier, dictionary: Dictionary): Kind | null {
  if (specifier.kind === "application") return { is: "object", class: "application" };
  const owner = kindOf(specifier.of, dictionary);
  if (!owner || owner.is === "value") return null;
  const term = dictionary.classes[owner.class];
  if (specifier.kind === "property") {
    const type = term.properties[specifier.name]?.type;
    if (!type) return null;
    return isClass(dictionary, type) ? { is: "object", class: type } : { is: "value", type };
  }
  const element = term.elements[specifier.name];
  if (!element) return null;
  return specifier.kind === "elements" ? { is: "collection", class: element } : { is: "object", class: element };
}

/** Whether one event to it reaches many objects: anywhere on its path is a whole collection. */
export function isPlural(specifier: Specifier): boolean {
  if (specifier.kind === "application") return false;
  return specifier.kind === "elements" || isPlural(specifier.of);
}
