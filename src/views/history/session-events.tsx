import { Detail } from "@raycast/api";
import { history } from "../../core/composition.ts";
import type { Event } from "../../core/model/event.ts";
import { MarkdownView } from "../components/markdown-view.tsx";
import { FaultScreen } from "../faults/fault-screen.tsx";
import { useAsync } from "../hooks/use-async.ts";
import { eventsMarkdown } from "./events-markdown.ts";

/** The most events that are shown. */
const MOST = 500;

interface Props {
  name: string;
  project_id: string;
  template_id: string;
}

/** What happened to a session and around it: starts, output, changes of status, ends. */
export function SessionEvents({ name, project_id, template_id }: Props) {
  const { data, fault, reload } = useAsync(eventsOf, project_id, template_id);
  const title = `Events of ${name}`;
  if (fault) return <FaultScreen fault={fault} retry={reload} />;
  if (!data) return <Detail isLoading navigationTitle={title} />;
  return <MarkdownView title={title} markdown={eventsMarkdown(name, data)} />;
}

function eventsOf(project_id: string, template_id: string): Promise<Event[]> {
  return history().events({ session: { project_id, template_id }, limit: MOST });
}
