import { explain } from "../views/as-fault.ts";
import { cut, LONGEST_NAME, MOST_SESSIONS } from "./bounds.ts";
import { describedSession, sessionsThere } from "./described.ts";
import { projectIn } from "./find.ts";
import { inWords } from "./in-words.ts";
import { lookNow } from "./look.ts";
import { withheldOf } from "./withheld.ts";

type Input = {
  /** The project's id or name, as list-projects gives them. Leave it out for the sessions of all projects. */
  project?: string;
};

/**
 * Looks at iTerm2 now and says how each open session stands and why; those that need somebody come first. `problem`: it
 * could not be looked at, and what follows is what was known before.
 */
export default function tool({ project: words }: Input = {}) {
  return inWords(async () => {
    const { state, problem } = await lookNow();
    const projects = words ? [projectIn(state, words)] : state.projects;
    let left = MOST_SESSIONS;
    const described = [];
    for (const project of projects) {
      const sessions = sessionsThere(project);
      if (sessions.length === 0 && !words) continue;
      const hide = await withheldOf(project);
      const shown = sessions.slice(0, left).map((session) => describedSession(session, hide));
      left -= shown.length;
      const { name } = project;
      described.push({
        name: cut(name, LONGEST_NAME),
        sessions: shown,
        sessions_left_out: sessions.length - shown.length,
      });
    }
    return { problem: problem && explain(problem), projects: described };
  });
}
