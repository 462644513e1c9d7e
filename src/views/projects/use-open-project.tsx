import { useNavigation } from "@raycast/api";
import { useCallback } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { LiveProject } from "../../core/model/app-state.ts";
import type { OpenOptions } from "../../core/orchestrator/orchestrator.ts";
import { AnswersForm } from "../forms/answers-form.tsx";
import { useFaultScreen } from "../faults/use-fault-screen.tsx";
import { TrustScreen } from "../trust/trust-screen.tsx";
import { runWithProgress } from "../feedback/run-with-progress.ts";

type Options = Pick<OpenOptions, "front" | "answers">;

export type OpenProject = (project: LiveProject, options?: Options) => Promise<void>;

/** Opens a project; asks for trust and for answers where they are missing, then goes on. */
export function useOpenProject(after?: () => void): OpenProject {
  const { push } = useNavigation();
  const showFault = useFaultScreen();

  return useCallback(
    function open(project: LiveProject, options: Options = {}): Promise<void> {
      return runWithProgress({
        title: `Opening ${project.name}`,
        done: `Opened ${project.name}`,
        leaves: options.front !== false,
        run: (progress) => orchestrator().open(project.id, { ...progress, ...options }),
        handle: (fault, again) => {
          if (fault.code === "not_trusted") push(<TrustScreen project={project} onAgree={again} />);
          else if (fault.code === "needs_answer") {
            const goOn = (answers: Options["answers"]) =>
              open(project, { ...options, answers: { ...options.answers, ...answers } });
            push(<AnswersForm projectName={project.name} questions={fault.problems} onSubmit={goOn} />);
          } else return showFault(fault, again);
          return true;
        },
        after,
      });
    },
    [push, showFault, after],
  );
}
