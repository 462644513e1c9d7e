import type { DependencyCondition } from "../../model/dependency.ts";
import { freshId, idFrom } from "../../model/ids.ts";
import { SessionTemplate } from "../../model/session-template.ts";

/** A session that could be, with what it would wait for (ids of drafts of the same file). */
export interface Draft {
  template: SessionTemplate;
  needs: { id: string; condition: DependencyCondition }[];
}

interface Wanted extends Partial<SessionTemplate> {
  name: string;
  command: string;
}

/** A draft with the model's defaults for all that is not given; braces that would be variables are made literal. */
export function draft(wanted: Wanted, needs: Draft["needs"] = []): Draft {
  const name = wanted.name.trim() || "Session";
  const id = wanted.id ?? idFrom(name);
  const { command, stop_command, working_directory } = wanted;
  const template = SessionTemplate.parse({
    ...wanted,
    id,
    name,
    command: literal(command),
    stop_command: stop_command ? literal(stop_command) : null,
    working_directory: working_directory ? literal(working_directory) : null,
  });
  return { template, needs };
}

/** `{name}` in another tool's file is no variable of ours. */
function literal(command: string): string {
  return command.replace(/(?<![{$])\{(?=(?:[A-Za-z_][A-Za-z0-9_]*|(?:port|ask):[^{}\n]*)\})/g, "{{");
}

/** Ids made unique in order; what others need keeps pointing at the first of a name. */
export function withUniqueIds(drafts: Draft[]): Draft[] {
  const used = new Set<string>();
  return drafts.map((one) => {
    const id = freshId(one.template.id, used);
    used.add(id);
    return { ...one, template: { ...one.template, id } };
  });
}
