/** An id out of a name: lower case, words joined by dashes; never one that every object has. */
export function idFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  if (id === "") return "session";
  return id in Object.prototype ? `${id}-session` : id;
}

/** `wanted`, or `wanted-2`, `wanted-3` … if it is taken. */
export function freshId(wanted: string, taken: { has(id: string): boolean }): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
}
