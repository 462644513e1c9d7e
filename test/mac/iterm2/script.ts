import type { AppleEventReply, AppleEventValue, Specifier } from "../apple-event.ts";
import type { ITerm2 } from "./iterm2.ts";

/** Specifiers in few words, for tests that send Apple events themselves. */

export const app: Specifier = { kind: "application" };
export const property = (of: Specifier, name: string): Specifier => ({ kind: "property", of, name });
export const every = (of: Specifier, name: string): Specifier => ({ kind: "elements", of, name });
export const at = (of: Specifier, name: string, index: number): Specifier => ({
  kind: "element",
  of,
  name,
  by: { index },
});
export const byId = (of: Specifier, name: string, id: string | number): Specifier => ({
  kind: "element",
  of,
  name,
  by: { id },
});

export const windows = every(app, "windows");
export const currentWindow = property(app, "currentWindow");
export const firstWindow = at(app, "windows", 0);
export const allSessions = every(every(windows, "tabs"), "sessions");

/** The specifier in a reply. Throws when there is none. */
export function specifierIn(reply: AppleEventReply): Specifier {
  if ("value" in reply && typeof reply.value === "object" && reply.value !== null && "specifier" in reply.value) {
    return reply.value.specifier;
  }
  throw new Error(`No object in the reply ${JSON.stringify(reply)}`);
}

/** Sends Apple events to one iTerm2 as a script would. */
export class Script {
  readonly #iterm: ITerm2;

  constructor(iterm: ITerm2) {
    this.#iterm = iterm;
  }

  get(target: Specifier): Promise<AppleEventReply> {
    return this.#iterm.send({ kind: "get", target });
  }

  /** The value of a property, whatever that is; throws on an error reply. */
  async value(of: Specifier, name: string): Promise<AppleEventValue> {
    const reply = await this.get(property(of, name));
    if ("error" in reply) {
      throw new Error(`Apple event error ${reply.error} for ${name}`);
    }
    return reply.value;
  }

  set(of: Specifier, name: string, value: AppleEventValue): Promise<AppleEventReply> {
    return this.#iterm.send({ kind: "set", target: property(of, name), value });
  }

  count(target: Specifier): Promise<AppleEventReply> {
    return this.#iterm.send({ kind: "count", target });
  }

  exists(target: Specifier): Promise<AppleEventReply> {
    return this.#iterm.send({ kind: "exists", target });
  }

  /** `direct` is the positional argument. */
  tell(
    target: Specifier,
    name: string,
    parameters: Record<string, AppleEventValue> = {},
    direct?: AppleEventValue,
  ): Promise<AppleEventReply> {
    return this.#iterm.send({ kind: "command", name, target, direct, parameters });
  }
}
