import { startedBy } from "../../core/decide/order.ts";
import type { Project } from "../../core/model/project.ts";
import { restartPolicy, type SessionTemplate } from "../../core/model/template.ts";
import { masked } from "../../core/model/secrets.ts";
import { codeBlock, paragraphs, plainText, tilde } from "../format.ts";

/** Everything of a project that is run or reaches what is run, as markdown; values that look secret are masked. */
export function trustMarkdown(project: Project): string {
  const { config } = project;
  const starts = startedBy(project);
  const variables = Object.entries(config.environment_variables).map(
    ([name, value]) => `${name}=${masked(name, value)}`,
  );
  return paragraphs(
    `# Open “${plainText(project.name)}”?`,
    "This project was imported, or an import changed it. Below is everything it runs on this Mac with your permissions. You are asked only once.",
    `**Folder** ${plainText(tilde(project.path))}`,
    ...project.session_templates.map((template) => session(template, starts.includes(template))),
    ...section(
      "Messages and triggers",
      config.triggers.map((trigger) => JSON.stringify(trigger)),
    ),
    ...section("Variables", variables),
    config.env_file ? `Variables are also read from **${plainText(config.env_file)}**.` : "",
  );
}

function session(template: SessionTemplate, starts: boolean): string {
  const facts = [
    starts ? "starts with the project" : "",
    restartPolicy(template) === "no" ? "" : "is restarted when it ends",
    template.working_directory ? `in ${plainText(tilde(template.working_directory))}` : "",
    template.profile ? `with the iTerm2 profile ${plainText(template.profile)}` : "",
  ].filter(Boolean);
  const commands = [
    template.command || "(a shell)",
    template.ready_when?.type === "exec" ? `ready when: ${template.ready_when.command}` : "",
    template.ready_when?.type === "http_get" ? `ready when it answers: ${template.ready_when.url}` : "",
    template.stop_command ? `to stop: ${template.stop_command}` : "",
    template.stop_keys ? `to stop, types: ${template.stop_keys}` : "",
  ].filter(Boolean);
  return paragraphs(`## ${plainText(template.name)}`, facts.join(", "), codeBlock(commands.join("\n")));
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [`## ${title}`, codeBlock(lines.join("\n"))] : [];
}
