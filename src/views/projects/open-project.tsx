import { List, showToast, Toast } from "@raycast/api";
import { useEffect, useRef, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { Fault } from "../../core/model/fault.ts";
import { searchName } from "../../core/model/match-name.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { asFault } from "../faults/fault-text.ts";
import { ProjectList } from "./project-list.tsx";
import { type OpenProject as Open, useOpenProject } from "./use-open-project.tsx";

type Stage = { name: "searching" } | { name: "choosing"; only?: string[] } | { name: "blocked"; fault: Fault };

/** Opens the project that is `wanted` (id or name) at once; else offers the list, or those that it can mean. */
export function OpenProject({ wanted }: { wanted: string }) {
  const [stage, setStage] = useState<Stage>(wanted ? { name: "searching" } : { name: "choosing" });
  const [attempt, setAttempt] = useState(0);
  const open = useOpenProject();
  const attempted = useRef(-1);

  useEffect(() => {
    if (!wanted || attempted.current === attempt) return;
    attempted.current = attempt;
    void openWanted(wanted, open).then(setStage);
  }, [wanted, open, attempt]);

  if (stage.name === "searching") return <List isLoading searchBarPlaceholder={`Opening ${wanted}`} />;
  if (stage.name === "choosing") return <ProjectList only={stage.only} />;
  return <FaultScreen fault={stage.fault} retry={() => setAttempt((before) => before + 1)} />;
}

async function openWanted(wanted: string, open: Open): Promise<Stage> {
  try {
    const { projects } = await orchestrator().state();
    const found = searchName(projects, wanted);
    const [first, ...others] = found;
    if (first === undefined) {
      await showToast({ style: Toast.Style.Failure, title: `No project is called “${wanted}”` });
      return { name: "choosing" };
    }
    if (others.length === 0) await open(first);
    return { name: "choosing", only: found.map(({ id }) => id) };
  } catch (error) {
    return { name: "blocked", fault: asFault(error) };
  }
}
