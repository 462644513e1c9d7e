import { spawn, type ChildProcess } from "node:child_process";
import { awakeTimeout } from "../model/awake-timeout.ts";
import type { ProgramEnd, RunProgram } from "../model/ports.ts";
import { environmentForPrograms } from "./environment.ts";

/** UTF-16 units of stdout or stderr: a program that writes more has gone wrong. */
const MOST_OUTPUT = 128 * 1024 * 1024;

/** How long (ms) what a program wrote last may take to arrive after its end. */
const LAST_WORDS = 100;

/** SIGKILL: what hangs may ignore any other signal. */
function kill(child: ChildProcess, whole_group: boolean): void {
  try {
    if (whole_group && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Runs programs by `spawn`, with of our own environment what is fit for them. */
export function createRunProgram(own: NodeJS.ProcessEnv = process.env): RunProgram {
  const environment = environmentForPrograms(own);
  return (run) =>
    new Promise((resolve) => {
      const { cwd, stdin, signal, whole_group = false } = run;
      const text = { stdout: "", stderr: "" };
      if (signal?.aborted) return resolve({ ended: "aborted", ...text });
      const output = run.ignore_output ? "ignore" : "pipe";
      let child: ChildProcess;
      try {
        child = spawn(run.program, run.args, {
          cwd,
          env: { ...environment, ...run.environment },
          stdio: [stdin === undefined ? "ignore" : "pipe", output, output],
          detached: whole_group,
        });
      } catch (cause) {
        return resolve({ ended: "not_started", cause, ...text });
      }
      let why: "timed_out" | "aborted" | "too_much_output" | null = null;
      const end = (reason: NonNullable<typeof why>) => {
        why ??= reason;
        kill(child, whole_group);
      };
      const finish = (how: ProgramEnd) => {
        cancelTimeout();
        signal?.removeEventListener("abort", abort);
        resolve(how);
      };
      const abort = () => end("aborted");
      const cancelTimeout = awakeTimeout(() => end("timed_out"), run.timeout_ms);
      signal?.addEventListener("abort", abort, { once: true });

      for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (more: string) => {
          text[name] += more;
          if (text[name].length > MOST_OUTPUT) end("too_much_output");
        });
      }
      // A program that ends without reading its input breaks the pipe; its end says why.
      child.stdin?.on("error", () => undefined).end(stdin);
      if (run.until_exit) {
        child.on("exit", () =>
          setTimeout(() => [child.stdout, child.stderr].forEach((it) => it?.destroy()), LAST_WORDS),
        );
      }
      child.on("error", (cause) => finish({ ended: "not_started", cause, ...text }));
      child.on("close", (code, by) => {
        if (why !== null) finish({ ended: why, ...text });
        else if (code !== null) finish({ ended: "exited", code, ...text });
        else finish({ ended: "signalled", signal: String(by), ...text });
      });
    });
}
