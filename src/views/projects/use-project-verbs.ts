import { useMemo } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { Fault } from "../../core/model/fault.ts";
import type { Project } from "../../core/model/project.ts";
import type { Report, VerbOptions } from "../../core/orchestrator/orchestrator.ts";
import { useFaultScreens } from "../hooks/use-fault-screens.tsx";
import { confirmClose } from "../verbs/confirm-close.ts";
import { runVerb } from "../verbs/run-verb.ts";

export interface ProjectVerbs {
  close: (project: Project) => Promise<void>;
  restartAll: (project: Project) => Promise<void>;
  restartFailed: (project: Project) => Promise<void>;
}

interface Words {
  doing: string;
  done: string;
  confirm?: (project: Project) => Promise<boolean>;
}

/** The long verbs of an open project, each behind its toast. */
export function useProjectVerbs(after: () => void): ProjectVerbs {
  const faultScreens = useFaultScreens();
  return useMemo(() => {
    const verb = (words: Words, run: (project: Project, options: VerbOptions) => Promise<Report>) =>
      async function perform(project: Project): Promise<void> {
        await runVerb({
          title: `${words.doing} ${project.name}`,
          done: `${words.done} ${project.name}`,
          confirm: () => words.confirm?.(project) ?? Promise.resolve(true),
          run: (options) => run(project, options),
          handle: (fault: Fault) => faultScreens(fault, () => perform(project)),
          after,
        });
      };
    return {
      close: verb({ doing: "Closing", done: "Closed", confirm: confirmClose }, (project, options) =>
        orchestrator().close(project.id, options),
      ),
      restartAll: verb({ doing: "Restarting", done: "Restarted" }, (project, options) =>
        orchestrator().restartAll(project.id, options),
      ),
      restartFailed: verb({ doing: "Restarting Failed of", done: "Restarted Failed of" }, (project, options) =>
        orchestrator().restartFailed(project.id, options),
      ),
    };
  }, [faultScreens, after]);
}
