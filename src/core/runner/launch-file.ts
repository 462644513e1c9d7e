import { dirname, join } from "node:path";
import { Fault } from "../model/fault.ts";
import type { LaunchSpec } from "../model/ports.ts";
import { shellQuoted } from "../model/shell-quoting.ts";
import { environmentStatements } from "./environment-statements.ts";

/** Files of one launch; every path is plain (see `launch-folder.ts`). */
export interface LaunchPaths {
  launch: string;
  /** What takes the launch file's place; whoever moves it there has claimed the launch. */
  spent: string;
  scratch: string;
  journal: string;
  stop: string;
  /** A folder whose programs come before all others in the session; null: none. */
  first_in_path: string | null;
}

function refuse(what: string, advice: string): Fault {
  return new Fault("invalid_project", what, { advice });
}

/** `text` as one word of the launch file. Rejects NUL, which no program can be given. */
function quoted(text: string, what: string): string {
  if (text.includes("\0")) throw refuse(`${what} holds a NUL character.`, "Remove it from the project.");
  return shellQuoted(text);
}

/** A JSON string in ASCII only, so that the runner's shell can copy it in any locale. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A title must not end its own escape code nor begin another one. */
function plainTitle(title: string): string {
  return title.replace(/\p{Cc}/gu, "").trim();
}

/** Throws `invalid_project` for what no program can be handed. */
function checkVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw refuse(`'${name}' cannot be the name of an environment variable.`, "Use letters, digits and _ only.");
  }
  if (value.includes("\0")) throw refuse(`The variable ${name} holds a NUL character.`, "Remove it from the project.");
}

/**
 * What stays where a launch file was: iTerm2 runs the same command once more when it restores its windows, and would
 * warn of each pane that ends at once.
 */
export const SPENT = `echo 'This session ended with iTerm2. Open its project to bring it back.'
sleep 4
`;

/**
 * The text of a launch file. It is read whole before it runs, for it replaces itself first: it holds the project's
 * secrets. That is the claim as well. Moving a file happens for one only, so of two panes given the same launch one
 * runs it; and it needs no room, so a full disk keeps no session from starting. The other pane stays for four seconds,
 * as iTerm2 warns of a session that ends within three.
 */
export function launchFileText(spec: LaunchSpec, paths: LaunchPaths, runnerScript: string): string {
  for (const [name, value] of Object.entries(spec.environment)) checkVariable(name, value);
  const literal = Object.entries(spec.environment).filter(([name]) => !spec.expanded.includes(name));
  const values: Record<string, string> = {
    r_journal: paths.journal,
    r_stop: paths.stop,
    r_scratch: paths.scratch,
    r_agent_watch: join(dirname(runnerScript), "agent-watch.sh"),
    r_command: spec.command,
    r_setup: spec.setup,
    r_environment: environmentStatements(spec, paths.first_in_path),
    r_folder: spec.working_directory,
    r_shell: spec.shell,
    r_saves_environment: spec.saves_environment ? "yes" : "",
    r_title: plainTitle(spec.title),
    r_link: spec.deep_link ?? "",
    r_policy: spec.restart_policy,
    r_success: spec.success_exit_codes.join(" "),
    r_token_json: asciiJson(spec.token),
    r_note_json: spec.note === "" ? "" : asciiJson(spec.note),
    r_shell_json: asciiJson(`${spec.note} The shell ${spec.shell} does not exist: /bin/sh is used.`.trimStart()),
    r_folder_json: asciiJson(`The folder ${spec.working_directory} does not exist.`),
  };
  const assignments = Object.entries(values).map(([name, value]) => `${name}=${quoted(value, "The session")}`);
  return `{
r_umask=$(umask)
umask 077
if ! mv -f ${quoted(paths.spent, "The path")} ${quoted(paths.launch, "The path")} 2>/dev/null; then
  echo 'This session runs in another pane already, or was called off.'
  sleep 4
  exit 0
fi
${assignments.join("\n")}
session_environment() {
:
${literal.map(([name, value]) => `export ${name}=${shellQuoted(value)}`).join("\n")}
}
. ${quoted(runnerScript, "The path")}
exit
}
`;
}
