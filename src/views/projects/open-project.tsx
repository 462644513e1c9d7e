import { List, showToast, Toast } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import { searchName } from "../../core/model/match-name.ts";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { ProjectList } from "./project-list.tsx";
import { type OpenProject as Open, useOpenProject } from "./use-open-project.tsx";

/** Opens the project that is `wanted` (id or name) at once; else offers the list, or those that it can mean. */
export function OpenProject({ wanted }: { wanted: string }) {
  const open = useOpenProject();
  const { data, fault, isLoading, reload } = useAsync(() => openWanted(wanted, open));
  if (wanted && isLoading) return <List isLoading searchBarPlaceholder={`Opening ${wanted}`} />;
  if (fault) return <FaultScreen fault={fault} retry={reload} />;
  return <ProjectList only={data?.candidates} />;
}

/** Opens the only project that `wanted` can mean. `candidates`: the ids of those that it can mean, if there are any. */
async function openWanted(wanted: string, open: Open): Promise<{ candidates?: string[] }> {
  if (wanted === "") return {};
  const { projects } = await orchestrator().state();
  const found = searchName(projects, wanted);
  const [first, ...others] = found;
  if (first === undefined) {
    await showToast({ style: Toast.Style.Failure, title: `No project is called “${wanted}”` });
    return {};
  }
  if (others.length === 0) await open(first);
  return { candidates: found.map(({ id }) => id) };
}
