export { ITerm2, type ITerm2Options } from "./iterm2.ts";
export { ManualClock, type MacClock } from "./clock.ts";
export type { Profile, Switches } from "./switches.ts";
export { hasRoom, panesOf, sizesOf, splitPane, type Layout } from "./layout.ts";
