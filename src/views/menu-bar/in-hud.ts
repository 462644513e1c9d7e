import { showHUD } from "@raycast/api";
import { asFault, explain } from "../as-fault.ts";

/** Work from the menu: a HUD says how it ended (a toast would throw there). Never throws. */
export async function inHud(work: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await work();
    if (done) await showHUD(`✅ ${done}`);
  } catch (error) {
    await showHUD(`⚠️ ${explain(asFault(error))}`).catch(() => undefined);
  }
}
