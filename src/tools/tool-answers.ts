import type { LiveProject } from "../core/model/app-state.ts";
import type { ManagedSession } from "../core/model/session.ts";
import type { Report } from "../core/orchestrator/orchestrator.ts";
import { choiceTitle } from "../core/model/question.ts";
import { isPresent, questionOf } from "../core/model/session-state.ts";
import { appearanceOf, sessionsByUrgency } from "../views/session-appearance.ts";
import { OUTDATED, statusReason } from "../views/status-reason.ts";
import { tilde } from "../views/format.ts";
import { cut, LONGEST_COMMAND, LONGEST_SUBJECT, LONGEST_TEXT, MOST_TEMPLATES, shortName } from "./limits.ts";
import { redactorFor, type Redact } from "./redact.ts";

const line = (text: string, hide: Redact, most = LONGEST_TEXT) => cut(hide([text]).join(""), most);

/** What a session asks, as the model reads it; null: nothing that is known. */
export function questionAnswer(session: ManagedSession, hide: Redact) {
  const question = questionOf(session);
  return (
    question && {
      kind: question.kind,
      asks: line(question.asks, hide),
      about: cut(hide(question.subject.split("\n")).join("\n"), LONGEST_SUBJECT),
      answers: question.choices.map((choice) => line(choiceTitle(choice), hide)),
    }
  );
}

/** A session as the model reads it. */
export function sessionAnswer(session: ManagedSession, hide: Redact) {
  const question = questionAnswer(session, hide);
  return {
    id: session.id,
    name: shortName(session.name),
    status: session.status,
    state: appearanceOf(session).title,
    why: line(statusReason(session), hide),
    ...(question ? { question } : {}),
    ...(session.outdated ? { note: OUTDATED } : {}),
    exit_code: session.exit_code,
    last_output: line(session.last_output, hide),
    errors: session.errors.slice(-3).map(({ message }) => line(message, hide)),
  };
}

/** A project as the model reads it: no variables, and nothing of a command that looks secret. */
export async function projectAnswer(project: LiveProject) {
  const hide = await redactorFor(project);
  const templates = project.session_templates;
  return {
    id: project.id,
    name: shortName(project.name),
    path: tilde(project.path),
    templates: templates
      .slice(0, MOST_TEMPLATES)
      .map(({ id, name, command }) => ({ id, name: shortName(name), command: line(command, hide, LONGEST_COMMAND) })),
    templates_left_out: Math.max(0, templates.length - MOST_TEMPLATES),
    open_sessions: sessionsByUrgency(project)
      .filter(isPresent)
      .slice(0, MOST_TEMPLATES)
      .map((session) => ({ name: shortName(session.name), state: appearanceOf(session).title })),
  };
}

/** How a verb ended, by session name. */
export async function reportAnswer(project: LiveProject, { succeeded, failed, skipped, unfinished }: Report) {
  const hide = await redactorFor(project);
  const reason = ({ session, why: words }: Report["failed"][number]) => ({
    name: shortName(session.name),
    why: line(words, hide),
  });
  return {
    succeeded: succeeded.map(({ name }) => shortName(name)),
    failed: failed.map(reason),
    skipped: skipped.map(reason),
    still_under_way: unfinished.map(({ name }) => shortName(name)),
  };
}
