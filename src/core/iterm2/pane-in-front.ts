import * as z from "zod/mini";
import { jxaScript, type ScriptHost } from "./jxa-script.ts";
import type { OsaScript } from "./osascript.ts";
import { readAnswer } from "./script-answer.ts";
import type { Terminal } from "../model/ports.ts";

const Answer = z.object({ state: z.literal("done"), pane: z.nullable(z.string()) });

const UNREADABLE = { advice: "Try again; if it fails again, report it with the copied details." };

/** ms; an alert must not wait for an iTerm2 that hangs. */
const TIME = 2_000;

function paneInFrontScript(_request: object, { app }: ScriptHost): { state: "done"; pane: string | null } {
  if (!app.running() || !app.frontmost()) return { state: "done", pane: null };
  return { state: "done", pane: app.currentWindow.currentSession.id() };
}

/** By osascript, three events. Rejects with a `Fault`, also if iTerm2 has no window. */
export function createPaneInFront(osascript: OsaScript): Terminal["paneInFront"] {
  const script = jxaScript(paneInFrontScript, {});
  return async () => {
    const stdout = await osascript(script, "{}", { timeout_ms: TIME });
    return readAnswer(Answer, stdout, UNREADABLE).pane;
  };
}
