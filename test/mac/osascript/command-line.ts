/** What `osascript` was told to do by its arguments. `script` null: it comes on stdin. */
export interface CommandLine {
  language: "JavaScript" | "AppleScript";
  script: string | null;
  /** A file to read the script from. */
  file: string | null;
  argv: string[];
}

const usage = "usage: osascript [-l language] [-e script] [- | programfile] [argument ...]\n";

/**
 * Reads osascript's arguments: `-l language`, any number of `-e line`, then, without `-e`, `-` or a file, then the
 * script's own arguments. Options that the test Mac does not know (`-i`, `-s`) are refused.
 */
export function parseCommandLine(args: string[]): CommandLine | { problem: string } {
  const lines: string[] = [];
  let language: CommandLine["language"] = "AppleScript";
  let rest = [...args];
  for (;;) {
    const [option, value] = rest;
    if (option === "-e" || option === "-l") {
      if (value === undefined) return { problem: usage };
      if (option === "-e") lines.push(value);
      else if (value === "JavaScript" || value === "AppleScript") language = value;
      else return { problem: `osascript: no such component "${value}".\n` };
      rest = rest.slice(2);
      continue;
    }
    if (option !== undefined && option !== "-" && option.startsWith("-")) return { problem: usage };
    break;
  }
  if (lines.length > 0) return { language, script: lines.join("\n"), file: null, argv: rest };
  const [source, ...argv] = rest;
  return { language, script: null, file: source === undefined || source === "-" ? null : source, argv };
}
