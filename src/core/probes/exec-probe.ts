import type { ProbeAnswer } from "../model/observation.ts";
import { endedWell, type ExecProbe, type ProgramEnd, type RunProgram } from "../model/ports.ts";
import { plain } from "../model/plain-text.ts";

/** Of what a probe printed last, UTF-16 units. */
const MOST_SHOWN = 200;

/** Sets the environment out of the file $1 and runs the command $3 in the shell $2; without the file, in its login shell. */
const IN_ENVIRONMENT = '[ -f "$1" ] || exec "$2" -l -c "$3"; . "$1"; exec "$2" -c "$3"';

/**
 * A command in the user's shell, with what the session's own command found: each tick asks again until it ends with 0. One that takes too long is killed with
 * all that it started; one that leaves something running has answered once it has ended itself.
 */
export async function execProbe(
  run: RunProgram,
  command: string,
  { cwd, env, environment_file, shell, timeout_ms }: ExecProbe,
): Promise<ProbeAnswer> {
  const end = await run({
    program: "/bin/sh",
    args: ["-c", IN_ENVIRONMENT, "sh", environment_file ?? "", shell, command],
    cwd,
    environment: env,
    timeout_ms,
    whole_group: true,
    until_exit: true,
  });
  if (endedWell(end)) return { ready: true, by: [] };
  const said = lastLine(end.stderr) || lastLine(end.stdout);
  return { ready: false, got: `${howItEnded(end, timeout_ms)}${said && `: ${said}`}` };
}

function howItEnded(end: ProgramEnd, timeout_ms: number): string {
  switch (end.ended) {
    case "exited":
      return `ended with code ${end.code}`;
    case "signalled":
      return `was ended by ${end.signal}`;
    case "timed_out":
      return `did not end within ${timeout_ms / 1000} s`;
    case "too_much_output":
      return "printed too much";
    case "aborted":
      return "was called off";
    case "not_started":
      return "could not be started";
  }
}

function lastLine(output: string): string {
  const lines = plain(output.replaceAll("\r", "\n")).split("\n");
  return (
    lines
      .findLast((line) => line.trim() !== "")
      ?.trim()
      .slice(0, MOST_SHOWN) ?? ""
  );
}
