import { Icon } from "@raycast/api";
import type { Fault, FaultCode } from "../../core/model/fault.ts";
import { paragraphs } from "../format.ts";

interface Screen {
  markdown: string;
  /** Where it can be put right. */
  remedy: { title: string; icon: Icon; url: string };
}

const AUTOMATION_SETTINGS = "x-apple.systempreferences:com.apple.preference.security?Privacy_Automation";

/** The faults that stand in the way of everything, each with what to do about it. */
export const BLOCKING_FAULTS: Partial<Record<FaultCode, Screen>> = {
  not_installed: {
    markdown: paragraphs(
      "# iTerm2 Is Not Installed",
      "Projects open in iTerm2, and it was not found on this Mac.",
      "1. Download iTerm2 and move it to **Applications**.\n2. Open it once.\n3. Come back and choose **Try Again**.",
    ),
    remedy: { title: "Download iTerm2", icon: Icon.Download, url: "https://iterm2.com/downloads.html" },
  },
  not_permitted: {
    markdown: paragraphs(
      "# Raycast May Not Control iTerm2",
      "macOS asks once whether Raycast may control iTerm2, and the answer was no. To change it:",
      [
        "1. Choose **Open Automation Settings** below.",
        "2. Find **Raycast** in the list.",
        "3. Switch **iTerm** on beneath it.",
        "4. Come back and choose **Try Again**.",
      ].join("\n"),
      "If Raycast is not in the list, choose **Try Again**: macOS will ask anew.",
    ),
    remedy: { title: "Open Automation Settings", icon: Icon.Gear, url: AUTOMATION_SETTINGS },
  },
};

/** Whether a fault has a screen of its own. */
export function isBlocking(fault: Fault): boolean {
  return BLOCKING_FAULTS[fault.code] !== undefined;
}
