import { notificationOf } from "../../../src/core/decide/notifications.ts";
import type { Notice, Notification } from "../../../src/core/model/action.ts";

/** The texts that are shown of an action that tells of these, as long as its user looks at none of their panes. */
export function shown([first, ...others]: readonly Notice[]): Omit<Notification, "session_id">[] {
  if (!first) return [];
  const { title, subtitle, body } = notificationOf(first, others);
  return [{ title, subtitle, body }];
}
