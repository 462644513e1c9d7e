import { startedBy } from "../../core/decide/project-plan.ts";
import type { Project } from "../../core/model/project.ts";
import { restartPolicy, type SessionTemplate } from "../../core/model/session-template.ts";
import { masked } from "../../core/model/secrets.ts";
import { countedIn } from "../../core/model/trust.ts";
import { codeBlock, paragraphs, plainText, tilde } from "../format.ts";

/** Fields that have a place of their own on the screen; any other that counts is shown as it is stored. */
const SHOWN = {
  project: ["name", "path"],
  config: ["environment_variables", "env_file", "startup_sequence", "triggers"],
  template: [
    ...["id", "setup", "command", "working_directory", "profile", "auto_start", "restart_on_exit", "restart_policy"],
    ...["stop_command", "stop_keys"],
  ],
};

/** Everything of a project that is run or reaches what is run, as markdown; values that look secret are masked. */
export function trustMarkdown(project: Project): string {
  const { config } = project;
  const counted = countedIn(project);
  const starts = startedBy(project);
  const variables = Object.entries(config.environment_variables).map(
    ([name, value]) => `${name}=${masked(name, value)}`,
  );
  return paragraphs(
    `# Open “${plainText(project.name)}”?`,
    "This project was imported, or an import changed it. Below is everything it runs on this Mac with your permissions. You are asked only once.",
    `**Folder** ${plainText(tilde(project.path))}`,
    ...project.session_templates.map((template, at) =>
      session(template, starts.includes(template), asStored(counted.session_templates[at], SHOWN.template)),
    ),
    ...section(
      "Messages and triggers",
      config.triggers.map((trigger) => JSON.stringify(trigger)),
    ),
    ...section("Variables", variables),
    config.env_file ? `Variables are also read from **${plainText(config.env_file)}**.` : "",
    ...section("Other Settings", [
      ...asStored(counted.project, SHOWN.project),
      ...asStored(counted.config, SHOWN.config),
    ]),
  );
}

function session(template: SessionTemplate, starts: boolean, others: string[]): string {
  const facts = [
    starts ? "starts with the project" : "",
    restartPolicy(template) === "no" ? "" : "is restarted when it ends",
    template.working_directory ? `in ${plainText(tilde(template.working_directory))}` : "",
    template.profile ? `with the iTerm2 profile ${plainText(template.profile)}` : "",
  ].filter(Boolean);
  const commands = [
    template.setup ? `before: ${template.setup}` : "",
    template.command || "(a shell)",
    template.stop_command ? `to stop: ${template.stop_command}` : "",
    template.stop_keys ? `to stop, types: ${template.stop_keys}` : "",
    ...others,
  ].filter(Boolean);
  return paragraphs(`## ${plainText(template.name)}`, facts.join(", "), codeBlock(commands.join("\n")));
}

/** `ready_when: {"type":"exec","command":"./check"}`. */
function asStored(counted: Readonly<Record<string, unknown>> = {}, shown: readonly string[]): string[] {
  return Object.entries(counted)
    .filter(([field]) => !shown.includes(field))
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [`## ${title}`, codeBlock(lines.join("\n"))] : [];
}
