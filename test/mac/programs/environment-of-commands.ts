import { tmpdir } from "node:os";

/**
 * What a command finds in its environment: what launchd gives every app, and what Raycast adds to it, harmful to what
 * else gets it: NODE_ENV and NODE_PATH for its own Node, and at times a locale that no program knows
 * (raycast/extensions #10078, #22744, #24758).
 */
export function environmentOfCommands(raycast: {
  binDir: string;
  home: string;
  tmp?: string;
  development?: boolean;
  env?: Record<string, string>;
}): Record<string, string> {
  return {
    PATH: `${raycast.binDir}:/usr/bin:/bin:/usr/sbin:/sbin`,
    HOME: raycast.home,
    TMPDIR: raycast.tmp ?? tmpdir(),
    NODE_ENV: raycast.development ? "development" : "production",
    NODE_PATH: "/Applications/Raycast.app/Contents/Resources/node_modules",
    LC_ALL: "en_US@rg=dezzzz",
    ...raycast.env,
  };
}
