import { runAppleScript } from "run-applescript";
import type { Notification } from "../model/action.ts";
import { Fault } from "../model/fault.ts";
import type { Notifier } from "../model/ports.ts";

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
export function notificationScript({ title, subtitle, body }: Notification): string {
  const [shownBody, shownTitle, shownSubtitle] = [body, title, subtitle].map((text) =>
    appleScriptText(text.slice(0, LONGEST).replace(LONE_SURROGATE, "")),
  );
  return `display notification ${shownBody} with title ${shownTitle} subtitle ${shownSubtitle}`;
}

/** Notifications of macOS, as Script Editor's. Rejects with `failed`. */
export function createNotifier(): Notifier {
  return {
    async notify(notification) {
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
