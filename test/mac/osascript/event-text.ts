import type { AppleEvent, Specifier } from "../apple-event.ts";

/** A specifier in one line: `windows[0].tabs.title`, `windows{id 7}`. */
export function specifierText(specifier: Specifier): string {
  if (specifier.kind === "application") return "app";
  const owner = specifierText(specifier.of);
  if (specifier.kind !== "element") return `${owner}.${specifier.name}`;
  const { by } = specifier;
  const key = "index" in by ? `[${by.index}]` : "id" in by ? `{id ${by.id}}` : `{name ${by.name}}`;
  return `${owner}.${specifier.name}${key}`;
}

/** An event in one line: `get app.windows.name`, `app.windows[0].close()`. */
export function eventText(event: AppleEvent): string {
  const target = specifierText(event.target);
  if (event.kind === "set") return `set ${target} = ${JSON.stringify(event.value)}`;
  if (event.kind !== "command") return `${event.kind} ${target}`;
  const direct = event.direct === undefined ? [] : [JSON.stringify(event.direct)];
  const named = Object.keys(event.parameters).length > 0 ? [JSON.stringify(event.parameters)] : [];
  return `${target}.${event.name}(${[...direct, ...named].join(", ")})`;
}
