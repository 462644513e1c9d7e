import { faultText } from "../views/faults/fault-text.ts";
import { MOST_SESSIONS, shortName } from "./limits.ts";
import { sessionsByUrgency } from "../views/session-appearance.ts";
import { sessionAnswer } from "./tool-answers.ts";
import { projectIn } from "./find.ts";
import { withFaultMessage } from "./fault-message.ts";
import { currentState } from "./current-state.ts";
import { redactorFor } from "./redact.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. Leave it out for the sessions of all projects. */
  project?: string;
};

/**
 * Looks at iTerm2 now and says how each open session stands and why; those that need somebody come first. `problem`: it
 * could not be looked at, and what follows is what was known before.
 */
export default function tool({ project: words }: Input = {}) {
  return withFaultMessage(async () => {
    const { state, problem } = await currentState();
    const projects = words ? [projectIn(state, words)] : state.projects;
    let left = MOST_SESSIONS;
    const described = [];
    for (const project of projects) {
      const sessions = sessionsByUrgency(project);
      if (sessions.length === 0 && !words) continue;
      const hide = await redactorFor(project);
      const shown = sessions.slice(0, left).map((session) => sessionAnswer(session, hide));
      left -= shown.length;
      described.push({
        name: shortName(project.name),
        sessions: shown,
        sessions_left_out: sessions.length - shown.length,
      });
    }
    return { problem: problem && faultText(problem), projects: described };
  });
}
