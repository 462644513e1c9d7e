/** Puts chunks of text together into lines; `take` gets each without its newline. */
export function splitLines(take: (line: string) => void): (chunk: string) => void {
  let parts: string[] = [];
  return (chunk) => {
    const lines = chunk.split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      take(parts.join("") + line);
      parts = [];
    }
    if (rest !== "") parts.push(rest);
  };
}
