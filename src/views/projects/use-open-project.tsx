import { useNavigation } from "@raycast/api";
import { useCallback } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { Fault } from "../../core/model/fault.ts";
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
      const again = (more: Options = {}) => open(project, { ...options, ...more });
      const handle = (fault: Fault): boolean => {
        if (fault.code === "not_trusted") {
          push(<TrustScreen project={project} onAgree={again} />);
          return true;
        }
        if (fault.code === "needs_answer") {
          push(
            <AnswersForm
              projectName={project.name}
              questions={fault.problems}
              onSubmit={(answers) => again({ answers: { ...options.answers, ...answers } })}
            />,
          );
          return true;
        }
        return showFault(fault, again);
      };
      return runWithProgress({
        title: `Opening ${project.name}`,
        done: `Opened ${project.name}`,
        leaves: options.front !== false,
        run: (progress) => orchestrator().open(project.id, { ...progress, ...options }),
        handle,
        after,
      });
    },
    [push, showFault, after],
  );
}
