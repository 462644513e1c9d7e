export { AppleEvents, type AppleEventsOptions } from "./apple-events.ts";
export { installOsascript, serveAppleEvents, type AppleEventServer } from "./server.ts";
export { createScriptRunner, type ScriptRunner } from "./script-runner.ts";
export type { Fault } from "./faults.ts";
export { eventText } from "./event-text.ts";
export type { AppleEvent, AppleEventReply, ScriptableApplication } from "../apple-event.ts";
