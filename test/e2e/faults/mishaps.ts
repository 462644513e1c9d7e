import type { Fault as Planned } from "../../mac/osascript/index.ts";
import type { ScriptedMac } from "./scripted-mac.ts";

export interface Disturbance {
  name: string;
  /** What iTerm2's user or the Mac does, so that sessions may be gone in the end and have to be asked for again. */
  takesAway?: boolean;
  then: (mac: ScriptedMac) => Planned["then"];
}

const ERRORS = [-600, -609, -1712, -1743, -1728, -1719, -10000];

/** Our first pane's window and tab, else the user's. */
function ourPlace(mac: ScriptedMac): { window: number; tab: number } | null {
  const ours = new Set(mac.panes.flatMap((pane) => (pane.running().length === 0 ? [] : [pane.tty])));
  const places = mac.iterm.world.windows.flatMap(({ id, tabs }) =>
    tabs.map(({ sessions }, tab) => ({ window: id, tab, own: sessions.some(({ tty }) => ours.has(tty)) })),
  );
  return places.find(({ own }) => own) ?? places[0] ?? null;
}

/** All that may go wrong at one Apple event. */
export const disturbances: Disturbance[] = [
  ...ERRORS.map((error) => ({ name: String(error), then: () => ({ error }) })),
  { name: "hang", then: (mac) => ({ happens: () => mac.hang() }) },
  { name: "osascript killed", then: () => ({ kill: true }) },
  {
    name: "tab closed",
    takesAway: true,
    then: (mac) => ({
      async happens() {
        const place = ourPlace(mac);
        if (place) await mac.iterm.user.closesTab(place.window, place.tab);
      },
    }),
  },
  {
    name: "window closed",
    takesAway: true,
    then: (mac) => ({
      async happens() {
        const place = ourPlace(mac);
        if (!place) return;
        const closed = mac.iterm.user.closesWindow(place.window);
        if (mac.iterm.world.modals.open.length > 0) mac.iterm.user.saysOk();
        await closed;
      },
    }),
  },
  { name: "iTerm2 quits", takesAway: true, then: (mac) => ({ happens: async () => void (await mac.iterm.quit()) }) },
  { name: "iTerm2 crashes", takesAway: true, then: (mac) => ({ happens: () => mac.iterm.crash() }) },
];

/** What may happen to the output of a whole script. */
export const garblings = ["empty", "truncated", "noise"] as const;
