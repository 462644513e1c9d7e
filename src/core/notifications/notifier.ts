import { existsSync } from "node:fs";
import { runAppleScript } from "run-applescript";
import type { Notification } from "../model/action.ts";
import { Fault } from "../model/fault.ts";
import type { Notifier, RunProgram } from "../model/ports.ts";

/** An AppleScript text made of code points only: what the user wrote never stands in the source. */
function appleScriptText(text: string): string {
  const points = [...text].map((char) => char.codePointAt(0));
  return points.length === 0 ? '""' : `(character id {${points.join(", ")}})`;
}

/** ms; showing one takes no longer than starting osascript. */
const TIME_LIMIT = 10_000;

/** Longer texts are cut by macOS anyway, UTF-16 units. */
const LONGEST = 250;
/** Half a character, left by cutting, is no code point. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The AppleScript that shows a notification. */
export function notificationScript({ title, subtitle, body }: Omit<Notification, "session_id">): string {
  const [shownBody, shownTitle, shownSubtitle] = [body, title, subtitle].map((text) =>
    appleScriptText(text.slice(0, LONGEST).replace(LONE_SURROGATE, "")),
  );
  return `display notification ${shownBody} with title ${shownTitle} subtitle ${shownSubtitle}`;
}

export interface NotifierOptions {
  run: RunProgram;
  /** A link that leads to this session; null: to the next one that waits. */
  linkTo(sessionId: string | null): string;
  /** Where terminal-notifier may be: what Homebrew and MacPorts link. */
  notifiers?: readonly string[];
}

const TERMINAL_NOTIFIERS = ["/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"].map(
  (folder) => `${folder}/terminal-notifier`,
);

/**
 * An argument of terminal-notifier. It reads them by NSUserDefaults, which takes what begins like one of these for a
 * property list (its README: escape the first character).
 */
const argument = (text: string) => (/^[[({<"\\-]/.test(text) ? `\\${text}` : text);

/**
 * Notifications of macOS. The user's own terminal-notifier shows them where it is installed, because a click on one of its
 * notifications can lead somewhere; else, and where it fails, they are Script Editor's, by run-applescript. Rejects with
 * `failed`.
 */
export function createNotifier({ run, linkTo, notifiers = TERMINAL_NOTIFIERS }: NotifierOptions): Notifier {
  async function byTerminalNotifier(program: string, { title, subtitle, body, session_id }: Notification) {
    const texts = { title, subtitle, message: body === "" ? " " : body };
    const args = Object.entries(texts).flatMap(([name, text]) => [`-${name}`, argument(text.slice(0, LONGEST))]);
    const group = ["-group", session_id ?? "sessions"];
    const end = await run({
      program,
      args: [...args, ...group, "-open", linkTo(session_id)],
      timeout_ms: TIME_LIMIT,
    });
    return end.ended === "exited" && end.code === 0;
  }

  return {
    async notify(notification) {
      const program = notifiers.find((path) => existsSync(path));
      if (program !== undefined && (await byTerminalNotifier(program, notification))) return;
      try {
        await runAppleScript(notificationScript(notification), { signal: AbortSignal.timeout(TIME_LIMIT) });
      } catch (cause) {
        throw new Fault("failed", "The notification could not be shown.", {
          cause,
          advice: "Allow notifications of Script Editor in System Settings → Notifications.",
        });
      }
    },
  };
}
