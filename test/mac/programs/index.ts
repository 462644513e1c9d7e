export { environmentOfCommands } from "./environment-of-commands.ts";
export { installMacTools, type MacTools } from "./mac-tools.ts";
export { programOnMac } from "./program-on-mac.ts";
