import { showHUD } from "@raycast/api";
import { asFault, faultText } from "../faults/fault-text.ts";

/** Work from the menu: a HUD says how it ended (a toast would throw there). Never throws. */
export async function runWithHud(work: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await work();
    if (done) await showHUD(`✅ ${done}`);
  } catch (error) {
    await showHUD(`⚠️ ${faultText(asFault(error))}`).catch(() => undefined);
  }
}
