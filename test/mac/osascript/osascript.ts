import { iterm2Terms } from "../terms.ts";
import { AppleScriptError, parseNotification } from "./applescript.ts";
import type { CommandLine } from "./command-line.ts";
import { runJxa } from "./jxa.ts";
import type { Outcome } from "./jxa.ts";
import type { Mac } from "./protocol.ts";

const syntaxError = -2741;

/**
 * One osascript from its command line to its end. Blocks; throws `MacDefect` only.
 *
 * `readSource` gives the script text of a file, or of stdin for null.
 */
export function runOsascript(
  line: CommandLine,
  readSource: (file: string | null) => string,
  mac: Mac,
  log: (text: string) => void,
): Outcome {
  const script = line.script ?? readSource(line.file);
  const { argv } = line;
  if (line.language === "JavaScript") return runJxa({ script, argv, mac, dictionary: iterm2Terms, log });
  return runAppleScript(script, argv, mac);
}

/** AppleScript is known only as far as the product uses it: to show a notification. */
function runAppleScript(script: string, argv: string[], mac: Mac): Outcome {
  mac.ask("begin", { language: "AppleScript", argv });
  try {
    mac.ask("notify", parseNotification(script));
    return { stdout: "", stderr: "", status: 0 };
  } catch (error) {
    if (!(error instanceof AppleScriptError)) throw error;
    const stderr = `${error.at}:${error.at + 1}: syntax error: ${error.message} (${syntaxError})\n`;
    return { stdout: "", stderr, status: 1 };
  }
}
