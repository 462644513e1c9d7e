import { List, showToast, Toast } from "@raycast/api";
import { useEffect, useRef, useState } from "react";
import { orchestrator } from "../../core/composition.ts";
import type { Fault } from "../../core/model/fault.ts";
import { asFault } from "../as-fault.ts";
import { BlockingScreen } from "../blocking/blocking-screen.tsx";
import { matchProject } from "./match-project.ts";
import { ProjectList } from "./project-list.tsx";
import { type OpenProject as Open, useOpenProject } from "./use-open-project.tsx";

type Stage = { name: "looking" } | { name: "choosing"; only?: string[] } | { name: "blocked"; fault: Fault };

/** Opens the project that is `wanted` (id or name) at once; else offers the list, or those that it can mean. */
export function OpenProject({ wanted }: { wanted: string }) {
  const [stage, setStage] = useState<Stage>(wanted ? { name: "looking" } : { name: "choosing" });
  const [round, setRound] = useState(0);
  const open = useOpenProject();
  const served = useRef(-1);

  useEffect(() => {
    if (!wanted || served.current === round) return;
    served.current = round;
    void openWanted(wanted, open).then(setStage);
  }, [wanted, open, round]);

  if (stage.name === "looking") return <List isLoading searchBarPlaceholder={`Opening ${wanted}`} />;
  if (stage.name === "choosing") return <ProjectList only={stage.only} />;
  return <BlockingScreen fault={stage.fault} retry={() => setRound((before) => before + 1)} />;
}

async function openWanted(wanted: string, open: Open): Promise<Stage> {
  try {
    const { projects } = await orchestrator().state();
    const match = matchProject(projects, wanted);
    if (match.kind === "one") {
      await open(match.project);
      return { name: "choosing", only: [match.project.id] };
    }
    if (match.kind === "many") return { name: "choosing", only: match.projects.map((project) => project.id) };
    await showToast({ style: Toast.Style.Failure, title: `No project is called “${wanted}”` });
    return { name: "choosing" };
  } catch (error) {
    return { name: "blocked", fault: asFault(error) };
  }
}
