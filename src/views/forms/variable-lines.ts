/** `NAME=value` lines as a record; lines without a name are reported. */
export function fromLines(text: string): { variables: Record<string, string>; wrong: string[] } {
  const variables: Record<string, string> = {};
  const wrong: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [, name, value] = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) wrong.push(line.trim());
    else variables[name] = value;
  }
  return { variables, wrong };
}

/** A record as lines that `fromLines` reads back. */
export function toLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}
