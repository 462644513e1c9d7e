export { PtyTerminal } from "./pty-terminal.ts";
export { ScriptedTerminal } from "./scripted-terminal.ts";
export type { TerminalSpec } from "./terminal.ts";
