/** `NAME=value` lines as a record; lines without a name are reported. */
export function fromLines(text: string): { variables: Record<string, string>; wrong: string[] } {
  const variables: Record<string, string> = {};
  const wrong: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match) variables[match[1]!] = match[2]!;
    else wrong.push(line.trim());
  }
  return { variables, wrong };
}

/** A record as lines that `fromLines` reads back. */
export function toLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}
