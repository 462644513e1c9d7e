import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { confirmDestructive } from "../feedback/confirm.ts";
import { listed } from "../format.ts";

/**
 * Asks before a project is closed, naming what stops, if it wants that; whether to go on. It asks again only of sessions
 * that were not named before: which program a script runs at a moment changes all the time. Rejects with a `Fault`.
 */
export async function confirmClose(project: Project): Promise<boolean> {
  const agreed = new Set<string>();
  for (;;) {
    const { confirm, running } = await orchestrator().closePlan(project.id);
    if (!confirm || running.every(({ session }) => agreed.has(session.id))) return true;
    const names = running.map(({ session, what }) => (what ? `${session.name} (${what})` : session.name));
    const yes = await confirmDestructive({
      icon: Icon.Stop,
      title: agreed.size > 0 ? `Running Sessions of ${project.name} Have Changed` : `Close ${project.name}?`,
      message: `This stops:\n${listed(names)}`,
      action: "Close Project",
    });
    if (!yes) return false;
    for (const { session } of running) agreed.add(session.id);
  }
}
