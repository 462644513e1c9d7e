import { useCallback } from "react";
import type { Draft } from "../../core/interchange/importers/draft.ts";
import { suggest, type Suggestion } from "../../core/interchange/importers/suggest.ts";
import type { Project } from "../../core/model/project.ts";
import { useAsync } from "../hooks/use-async.ts";

export interface Suggestions {
  found: Suggestion[];
  isLoading: boolean;
}

/** What the files of a folder suggest, as soon as a folder is chosen. */
export function useSuggestions(folder: string | undefined): Suggestions {
  const load = useCallback(() => (folder ? suggest(folder) : Promise.resolve([])), [folder]);
  const { data, isLoading } = useAsync(load);
  return { found: data ?? [], isLoading };
}

/** Names a draft within all that was found. */
export function draftKey(suggestion: Suggestion, draft: Draft): string {
  return `${suggestion.file}#${draft.template.id}`;
}

/** What of it the project does not run yet. */
export function notYetIn(project: Project, found: readonly Suggestion[]): Suggestion[] {
  const commands = new Set(project.session_templates.map(({ command }) => command));
  return found
    .map((suggestion) => ({
      ...suggestion,
      drafts: suggestion.drafts.filter(({ template }) => !commands.has(template.command)),
    }))
    .filter(({ drafts }) => drafts.length > 0);
}

/** The drafts that were picked, in the order of the files. A form that had none to pick from has no `keys`. */
export function pickedDrafts(found: readonly Suggestion[], keys: readonly string[] = []): Draft[] {
  return found.flatMap((suggestion) => suggestion.drafts.filter((draft) => keys.includes(draftKey(suggestion, draft))));
}
