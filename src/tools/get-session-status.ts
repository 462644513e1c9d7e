import { orchestrator } from "../core/composition.ts";
import { describedSession } from "./described.ts";
import { findProject } from "./find.ts";

type Input = {
  /** The project's id or name. Leave it out for the sessions of all projects. */
  project?: string;
};

/** Looks at iTerm2 now and says how each open session stands and why. */
export default async function tool({ project: named }: Input) {
  const { state, fault } = await orchestrator().tick({ may_ask: true });
  const only = named === undefined ? null : (await findProject(named)).id;
  const projects = state.projects.filter(({ id }) => only === null || id === only);
  return {
    problem: fault && `${fault.message} ${fault.advice}`,
    projects: projects.map(({ name, active_sessions }) => ({
      name,
      sessions: Object.values(active_sessions).map(describedSession),
    })),
  };
}
