export { ITerm2, type ITerm2Options } from "./iterm2.ts";
export { ManualClock, type MacClock } from "./clock.ts";
export { TITLE, type Profile } from "./profile.ts";
export type { Switches } from "./switches.ts";
export { dynamicProfilesFolder } from "./dynamic-profiles.ts";
export { hasRoom, panesOf, sizesOf, splitPane, type Layout } from "./layout.ts";
