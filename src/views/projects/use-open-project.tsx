import { useNavigation } from "@raycast/api";
import { useCallback } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { Fault } from "../../core/model/fault.ts";
import type { Project } from "../../core/model/project.ts";
import type { OpenOptions } from "../../core/orchestrator/orchestrator.ts";
import { AnswersForm } from "../forms/answers-form.tsx";
import { useFaultScreens } from "../hooks/use-fault-screens.tsx";
import { TrustScreen } from "../trust/trust-screen.tsx";
import { runVerb } from "../verbs/run-verb.ts";

type Wishes = Pick<OpenOptions, "front" | "answers">;

export type OpenProject = (project: Project, wishes?: Wishes) => Promise<void>;

/** Opens a project; asks for trust and for answers where they are missing, then goes on. */
export function useOpenProject(after?: () => void): OpenProject {
  const { push } = useNavigation();
  const faultScreens = useFaultScreens();

  return useCallback(
    function open(project: Project, wishes: Wishes = {}): Promise<void> {
      const again = (more: Wishes = {}) => open(project, { ...wishes, ...more });
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
              onSubmit={(answers) => again({ answers: { ...wishes.answers, ...answers } })}
            />,
          );
          return true;
        }
        return faultScreens(fault, again);
      };
      return runVerb({
        title: `Opening ${project.name}`,
        done: `Opened ${project.name}`,
        leaves: wishes.front !== false,
        run: (options) => orchestrator().open(project.id, { ...options, ...wishes }),
        handle,
        after,
      });
    },
    [push, faultScreens, after],
  );
}
