/**
 * What goes between osascript and a scriptable application of the test Mac: Apple events as plain JSON data.
 * Terms are camel-cased as JXA shows them ("windows", "currentTab", "isProcessing", "createTabWithDefaultProfile").
 */

/** How one element is picked out of its collection. */
export type ElementKey = { index: number } | { id: string | number } | { name: string };

/** An object specifier: says where an object would be; whether there is one shows only when an event is sent to it. */
export type Specifier =
  | { kind: "application" }
  /** A property that holds a value or another object: currentWindow, tty, id … */
  | { kind: "property"; of: Specifier; name: string }
  /** Every window, tab or session; `of` may itself be `elements`, which makes nested lists ([window][tab][session]). */
  | { kind: "elements"; of: Specifier; name: string }
  /** `index` is 0-based as in JXA; a negative one counts from the end. */
  | { kind: "element"; of: Specifier; name: string; by: ElementKey };

/** `null` is AppleScript's "missing value". */
export type AppleEventValue = null | string | number | boolean | AppleEventValue[] | { specifier: Specifier };

/**
 * `target` of a command is what it was called on; `direct` the positional argument, undefined without one.
 * Parameter names are camel-cased: withProfile, command, named, to, text, newline …
 */
export type AppleEvent =
  | { kind: "get"; target: Specifier }
  | { kind: "set"; target: Specifier; value: AppleEventValue }
  | { kind: "count"; target: Specifier }
  | { kind: "exists"; target: Specifier }
  | {
      kind: "command";
      name: string;
      target: Specifier;
      direct: AppleEventValue | undefined;
      parameters: Record<string, AppleEventValue>;
    };

/** `error` is the Apple event error number, e.g. -1728 "no such object". A command without a result gives `value: null`. */
export type AppleEventReply = { value: AppleEventValue } | { error: number };

/** What receives the events of one application. */
export interface ScriptableApplication {
  /** Whether macOS finds the application at all. */
  readonly installed: boolean;
  /** Asked of the system without an Apple event. */
  readonly running: boolean;
  /**
   * Takes one event and answers it. Errors are replies; a rejection is a defect of the model and ends the test.
   * The standard commands `activate`, `launch` and `quit` arrive here too, the first two also while not running.
   * `environment` is that of the program that sent it: an application that it starts has it, too.
   */
  send(event: AppleEvent, environment?: Record<string, string>): AppleEventReply | Promise<AppleEventReply>;
}

/** `{ error }` reply, or not. */
export function isError(reply: AppleEventReply): reply is { error: number } {
  return "error" in reply;
}
