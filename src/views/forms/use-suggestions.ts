import type { Draft } from "../../core/interchange/importers/draft.ts";
import { suggest } from "../../core/interchange/importers/suggest.ts";
import type { Project } from "../../core/model/project.ts";
import { useAsync } from "../hooks/use-async.ts";

/** A session that a file of the folder suggests. */
export interface SuggestedSession {
  /** Tells it from all others that were found. */
  key: string;
  file: string;
  /** The name of the tool that the file is for. */
  tool: string;
  draft: Draft;
}

/** What the files of a folder suggest, as soon as a folder is chosen; without what the project runs already. */
export function useSuggestions(folder: string | undefined, project: Project | undefined) {
  const { data = [], isLoading } = useAsync(suggestedSessions, folder);
  const commands = new Set(project?.session_templates.map(({ command }) => command));
  return { found: data.filter(({ draft }) => !commands.has(draft.template.command)), isLoading };
}

async function suggestedSessions(folder: string | undefined): Promise<SuggestedSession[]> {
  const files = folder === undefined ? [] : await suggest(folder);
  return files.flatMap(({ file, tool, drafts }) =>
    drafts.map((draft) => ({ key: `${file}#${draft.template.id}`, file, tool, draft })),
  );
}

/** The drafts that were picked, in the order of the files. A form that had none to pick from has no `keys`. */
export function pickedDrafts(found: readonly SuggestedSession[], keys: readonly string[] = []): Draft[] {
  return found.filter(({ key }) => keys.includes(key)).map(({ draft }) => draft);
}
