import { Fault } from "../model/fault.ts";
import { unsafeData } from "../model/plain-data.ts";
import type { Project } from "../model/project.ts";
import { GivenSettings } from "../model/settings.ts";
import { shapeProblems } from "../model/validation/shape.ts";
import { checkSize, parseProjects, refuse, type ParsedFile } from "./parsed-file.ts";
import { leaveSecretsOut } from "./secrets-left-out.ts";

const VERSION = "1.0";

/**
 * Reads a JSON file of version 1.x. Throws a `Fault` only: `too_large`, `unsupported_version`, or `invalid_file` with
 * every problem in its `problems`.
 */
export function importJson(text: string): ParsedFile {
  checkSize(text.length);
  const file = parsed(text);
  const unsafe = unsafeData(file);
  if (unsafe !== null) refuse([`The file ${unsafe}.`]);
  if (typeof file !== "object" || file === null || Array.isArray(file)) {
    refuse(['The file is not an object with "version" and "projects".']);
  }
  const { version, projects, settings } = file as Record<string, unknown>;
  checkVersion(version);
  if (!Array.isArray(projects))
    refuse([projects === undefined ? '"projects" is missing.' : '"projects" must be a list.']);
  return { projects: parseProjects(projects), settings: settingsOf(settings) };
}

/**
 * The text of a JSON file of version 1.0, indented by two spaces. `settings` null: the file says nothing of them.
 * `withoutSecrets`: values of variables whose names look secret are left empty.
 */
export function exportJson(
  projects: readonly Project[],
  settings: GivenSettings | null,
  { withoutSecrets }: { withoutSecrets: boolean },
): string {
  const shown = withoutSecrets ? projects.map(leaveSecretsOut) : projects;
  const file = { version: VERSION, projects: shown, ...(settings && { settings }) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    // A negative zero is written as 0: it is read as that too.
    return JSON.parse(text.replace(/^\uFEFF/, ""), (_key, value: unknown) => (Object.is(value, -0) ? 0 : value));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("invalid_file", `The file is not JSON: ${why}`, {
      cause,
      problems: [why],
      advice: "Nothing was imported. Correct the file and import it again.",
    });
  }
}

function checkVersion(version: unknown): void {
  const found = typeof version === "string" ? /^(\d{1,6})\.(\d{1,6})$/.exec(version) : null;
  if (!found) {
    const missing = version === undefined;
    refuse([missing ? '"version" is missing; this program writes "1.0".' : '"version" must be text such as "1.0".']);
  }
  if (Number(found[1]) !== 1) {
    throw new Fault("unsupported_version", `The file has version ${version as string}; versions 1.x can be read.`, {
      advice: "Update the extension, or export the file again as version 1.0.",
    });
  }
}

function settingsOf(value: unknown): GivenSettings | null {
  if (value === undefined) return null;
  const settings = GivenSettings.safeParse(value);
  if (settings.success) return settings.data;
  return refuse(shapeProblems(settings.error.issues, value, "settings"));
}
