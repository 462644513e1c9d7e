import { notificationOf } from "../../../src/core/decide/notifications.ts";
import type { Notice, Notification } from "../../../src/core/model/action.ts";

/** What is shown of an action that tells of these, as long as its user looks at none of their panes. */
export function shown([first, ...others]: readonly Notice[]): Notification[] {
  return first ? [notificationOf(first, others)] : [];
}
