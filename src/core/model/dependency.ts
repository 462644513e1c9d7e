import * as z from "zod/mini";
import { filledText } from "./fields.ts";

/**
 * When a dependency counts as met. `success`, `any` and `failure` are about a task that has ended (or shown its
 * success pattern); `started` and `ready` about a long-running one; `idle` and `waiting` about an agent's attention.
 */
export const DependencyCondition = z.enum(["success", "any", "failure", "started", "ready", "idle", "waiting"]);
export type DependencyCondition = z.infer<typeof DependencyCondition>;

/** `task_id` may start once every template in `depends_on` meets `condition`. Ids are template ids of the same project. */
export const TaskDependency = z.looseObject({
  task_id: filledText,
  depends_on: z.array(filledText).check(z.minLength(1)),
  condition: z._default(DependencyCondition, "success"),
});
export type TaskDependency = z.infer<typeof TaskDependency>;
