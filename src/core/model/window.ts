import * as z from "zod/mini";

/**
 * A tab as we know it. iTerm2 gives tabs no id that lasts, so `tab_id` is the GUID of the session that the tab was
 * first known by, carried on while any session of the tab is still there.
 */
export const TabInfo = z.object({
  tab_id: z.string(),
  title: z.string(),
  session_ids: z.array(z.string()),
  is_managed: z.boolean(),
  project_id: z.nullable(z.string()),
});
export type TabInfo = z.infer<typeof TabInfo>;

export const WindowState = z.object({
  window_id: z.number(),
  tabs: z.array(TabInfo),
  managed_tab_ids: z.array(z.string()),
  external_tab_ids: z.array(z.string()),
});
export type WindowState = z.infer<typeof WindowState>;
