import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault, type FaultCode, type FaultDetail } from "../model/fault.ts";
import type { Project } from "../model/project.ts";
import { absolutePath } from "./absolute-path.ts";
import { EnvFileProblem, parseEnvFile, type EnvFile } from "./env-file.ts";

/** Bytes. */
const LARGEST = 1024 * 1024;
/** How long a file that a program writes as it is read (1Password's, a FIFO) may take, ms. */
const PATIENCE = 10_000;
const LOOK_AGAIN = 50;

export interface Environment {
  values: Record<string, string>;
  /** What the user should know of it; empty: nothing. */
  note: string;
}

/**
 * What a project's sessions find in their environment: its `.env` file, and over that its environment_variables, whose
 * values are taken as they are. Rejects with `not_found`, `invalid_file` or `timed_out` if there is an `env_file` that
 * cannot be read; the message names the line.
 */
export async function environmentOf(
  project: Project,
  projectPath: string,
  home: string,
  patience_ms = PATIENCE,
): Promise<Environment> {
  const { env_file, environment_variables } = project.config;
  if (env_file === null) return { values: { ...environment_variables }, note: "" };
  const path = absolutePath(env_file, home, projectPath);
  const { values, unusable } = await readEnvFile(project, path, { HOME: home }, patience_ms);
  const names = unusable.map(({ name, line }) => `'${name}' (line ${line})`);
  return {
    values: { ...values, ...environment_variables },
    note: names.length > 0 ? `${env_file}: no shell can hand on ${names.join(", ")}. Left out.` : "",
  };
}

async function readEnvFile(
  project: Project,
  path: string,
  known: Record<string, string>,
  patience_ms: number,
): Promise<EnvFile> {
  const fault = (code: FaultCode, what: string, detail: FaultDetail) =>
    new Fault(code, `Project '${project.name}': env_file '${path}' ${what}.`, detail);
  const notText = { advice: "Name another file as env_file." };

  const text = await textOf(path, patience_ms).catch((cause: NodeJS.ErrnoException) => {
    const detail = { cause, advice: "Make the file, or take env_file out of the project." };
    throw cause.code === "ENOENT"
      ? fault("not_found", "does not exist", detail)
      : fault("invalid_file", "cannot be read", detail);
  });
  if (text === "too_late") {
    const advice = "If a program such as 1Password writes it, unlock that and open again.";
    throw fault("timed_out", `gave nothing within ${patience_ms / 1000} s`, { advice });
  }
  if (text === "too_large") throw fault("invalid_file", "is larger than 1 MB", notText);
  if (text.contents.includes("\0")) throw fault("invalid_file", "is not a file of NAME=value lines", notText);
  try {
    return parseEnvFile(text.contents, known);
  } catch (error) {
    if (!(error instanceof EnvFileProblem)) throw error;
    throw fault("invalid_file", `cannot be read in line ${error.line}: ${error.message}`, {
      advice: "Mend that line and open again.",
    });
  }
}

/**
 * All of a file. One that another program writes as it is read is opened without waiting for that program, and has
 * ended when it has given something and nobody writes any more.
 */
async function textOf(path: string, patience_ms: number): Promise<{ contents: string } | "too_large" | "too_late"> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const isFile = (await file.stat()).isFile();
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (const until = performance.now() + patience_ms; performance.now() < until;) {
      const chunk = await readSome(file);
      if (chunk !== null && chunk.length > 0) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > LARGEST) return "too_large";
      } else if (chunk !== null && (isFile || bytes > 0)) {
        return { contents: Buffer.concat(chunks).toString("utf8") };
      } else await sleep(LOOK_AGAIN);
    }
    return "too_late";
  } finally {
    await file.close();
  }
}

/** Empty: the end, or nobody writes (yet). Null: a writer is there and has nothing for now. */
async function readSome(file: FileHandle): Promise<Buffer | null> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return null;
    throw error;
  }
}
