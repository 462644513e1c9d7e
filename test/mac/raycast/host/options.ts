import type { Application } from "@raycast/api";
import type { PointKind } from "../protocol.ts";
import type { Appearance } from "../view/appearance.ts";

/** How the Raycast of a test Mac is set up. Paths are absolute. */
export interface RaycastOptions {
  /** Where `ray build -e dist -o dist` wrote the bundles and the manifest. */
  dist: string;
  /** The extension's support folder. Raycast's own database lies beside it, in `<supportPath>.raycast`. */
  supportPath: string;
  /** Default: `<dist>/assets`. */
  assetsPath?: string;
  /** The Mac's own programs (`osascript`, …); they stand before the system's. */
  binDir: string;
  home: string;
  /** `TMPDIR` of the commands. Default: that of this process. */
  tmp?: string;
  /** What the user has set, over the manifest's defaults. */
  preferences?: Record<string, unknown>;
  applications?: Application[];
  /** A development build: React warns, `environment.isDevelopment` is true. */
  development?: boolean;
  /** Default: dark. */
  appearance?: Appearance;
  /** The user's "Pop to Root Search". `immediately`: a view whose window closes is over. Default: after 90 seconds. */
  popToRootSearch?: "immediately" | "after 90 seconds";
  /** Which awaits are numbered and can be killed at. Default: all but timers. */
  pointKinds?: PointKind[];
  /** Milliseconds after which waiting rejects. Default: 10 000. */
  limit?: number;
  /** Heap of a command in MB. Raycast's figure is not published. Default: 100. */
  heapMb?: number;
  /** Milliseconds that a background run may take, given its interval. Default: the interval. */
  backgroundLimit?: (intervalMs: number) => number;
  /** Environment of the commands beyond launchd's. */
  env?: Record<string, string>;
}

export const defaultPointKinds: PointKind[] = ["storage", "process", "file", "host"];

/** What stands in /Applications of a test Mac. */
export const defaultApplications: Application[] = [
  { name: "Finder", path: "/System/Library/CoreServices/Finder.app", bundleId: "com.apple.finder" },
  { name: "Safari", path: "/Applications/Safari.app", bundleId: "com.apple.Safari" },
  { name: "Terminal", path: "/System/Applications/Utilities/Terminal.app", bundleId: "com.apple.Terminal" },
  { name: "iTerm", path: "/Applications/iTerm.app", bundleId: "com.googlecode.iterm2" },
  { name: "Visual Studio Code", path: "/Applications/Visual Studio Code.app", bundleId: "com.microsoft.VSCode" },
];
