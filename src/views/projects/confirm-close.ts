import { Icon } from "@raycast/api";
import { orchestrator } from "../../core/composition.ts";
import type { Project } from "../../core/model/project.ts";
import { confirmDestructive } from "../feedback/confirm.ts";
import { listed } from "../format.ts";

/** Asks before a project is closed, naming what stops, if it wants that; whether to go on. Rejects with a `Fault`. */
export async function confirmClose(project: Project): Promise<boolean> {
  let agreed = "";
  for (;;) {
    const plan = await orchestrator().closePlan(project.id);
    const names = plan.running.map(({ session, what }) => (what ? `${session.name} (${what})` : session.name));
    const message = listed(names);
    if (!plan.confirm || names.length === 0 || message === agreed) return true;
    const yes = await confirmDestructive({
      icon: Icon.Stop,
      title: agreed ? `Running Sessions of ${project.name} Have Changed` : `Close ${project.name}?`,
      message: `This stops:\n${message}`,
      action: "Close Project",
    });
    if (!yes) return false;
    agreed = message;
  }
}
