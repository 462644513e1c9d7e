import { Project } from "../../../src/core/model/project.ts";
import { ManagedSession } from "../../../src/core/model/session.ts";
import { SessionTemplate } from "../../../src/core/model/session-template.ts";
import type { OutputInput } from "../../../src/core/output/read-output.ts";
import { newLines } from "../../../src/core/output/new-lines.ts";

type Loose = Record<string, unknown>;

export function template(fields: Loose = {}): SessionTemplate {
  return SessionTemplate.parse({ id: "web", name: "Web", command: "make", ...fields });
}

export function project(config: Loose = {}): Project {
  return Project.parse({ id: "p", name: "P", path: "/p", created_at: "", updated_at: "", config });
}

export function session(fields: Loose = {}): ManagedSession {
  return ManagedSession.parse({
    id: "p/web",
    iterm_session_id: "GUID",
    template_id: "web",
    project_id: "p",
    status: "running",
    started_at: null,
    ended_at: null,
    exit_code: null,
    last_output: "",
    output_history: [],
    errors: [],
    name: "Web",
    phase: { name: "up", since: 0, ready_at: 0 },
    evidence: { source: "runner", rule: "started", at: 0 },
    attention: null,
    generation: 1,
    tty: "/dev/ttys001",
    runner_pid: 100,
    exit_signal: null,
    restarts: 0,
    reading: null,
    findings: [],
    slow_patterns: [],
    status_since: 0,
    waited_ms: 0,
    ...fields,
  });
}

/** A buffer with `before` seen already and `text` below it. */
export function input(of: {
  text: string;
  before?: string;
  template?: Loose;
  project?: Loose;
  session?: Loose;
  now?: number;
}): OutputInput {
  const now = of.now ?? 10_000;
  const before = of.before ?? "";
  const whole = `${before}${of.text}`;
  const reading = before
    ? newLines(null, { text: before, length: before.length }, { now: 0, tty_mtime: 0 }).reading
    : null;
  return {
    session: session({ reading, ...of.session }),
    template: template(of.template),
    project: project(of.project),
    buffer: { id: "GUID", text: whole, length: whole.length },
    now,
    tty_mtime: now,
  };
}
