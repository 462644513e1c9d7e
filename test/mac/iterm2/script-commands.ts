import { readFileSync } from "node:fs";
import type { AppleEvent, AppleEventValue } from "../apple-event.ts";
import { iterm2Terms } from "../terms.ts";
import type { ClassName } from "../terms.ts";
import { closeSession, closeWindow, openTab, openWindow, receivers, split } from "./actions.ts";
import type { Direction } from "./layout.ts";
import { CANNOT_SET, NOT_UNDERSTOOD, ScriptError } from "./script-objects.ts";
import type { Found, ScriptObject } from "./script-objects.ts";
import { Session } from "./session.ts";
import type { Profile } from "./profile.ts";
import { Tab, Window } from "./window.ts";
import { World } from "./world.ts";

type Command = Extract<AppleEvent, { kind: "command" }>;
type Arguments = Pick<Command, "direct" | "parameters">;
type Handler<T> = (world: World, object: T, given: Arguments) => Found | Promise<Found>;

// iTerm2's own error numbers.
const PROFILE_MISSING = 1;
const BOTH_TEXT_AND_FILE = 1;
const NEITHER_TEXT_NOR_FILE = 2;
const NOT_A_USER_VARIABLE = 3;

function text(value: AppleEventValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function profileNamed(world: World, name: AppleEventValue | undefined): Profile {
  const profile = world.profiles.named(name);
  if (!profile) {
    throw new ScriptError(PROFILE_MISSING);
  }
  return profile;
}

const windowOf = (session: Session | null): Found => session?.tab?.window ?? null;

const APPLICATION: Record<string, Handler<World>> = {
  activate: (world) => {
    world.activate();
    return null;
  },
  createWindowWithDefaultProfile: async (world, _, { parameters }) =>
    windowOf(await openWindow(world, world.profiles.default, text(parameters.command), true)),
  createWindowWithProfile: async (world, _, { direct, parameters }) =>
    windowOf(await openWindow(world, profileNamed(world, direct), text(parameters.command), true)),
};

const nothing = () => null;

/** A window without a terminal behind it cannot say which tab was made. */
const newTab = async (world: World, window: Window, profile: Profile, { parameters }: Arguments): Promise<Found> => {
  const tab = await openTab(world, window, profile, text(parameters.command));
  return window.zombieTitle === null ? tab : null;
};

const WINDOW: Record<string, Handler<Window>> = {
  select: (world, window) => {
    if (window.zombieTitle === null) {
      world.bringForward(window);
    } else {
      world.current = null;
    }
    return null;
  },
  close: (world, window) => closeWindow(world, window).then(nothing),
  createTabWithDefaultProfile: (world, window, given) => newTab(world, window, world.profiles.default, given),
  createTab: (world, window, given) => newTab(world, window, profileNamed(world, given.parameters.withProfile), given),
};

const TAB: Record<string, Handler<Tab>> = {
  select: (_, tab) => {
    tab.window.current = tab;
    return null;
  },
  close: (world, tab) => {
    world.removeAll(tab.sessions);
    return null;
  },
};

const splitter =
  (direction: Direction, profileFor: (world: World, session: Session, given: Arguments) => Profile): Handler<Session> =>
  async (world, session, given) => {
    const profile = profileFor(world, session, given);
    const made = await split(world, session, direction, profile, text(given.parameters.command));
    return made === "no room" ? new Promise<never>(() => undefined) : made;
  };

const named = (world: World, _: Session, given: Arguments) => profileNamed(world, given.parameters.withProfile);
const same = (_: World, session: Session) => session.profile;
const byDefault = (world: World) => world.profiles.default;

const SESSION: Record<string, Handler<Session>> = {
  select: (_, session) => {
    if (session.tab) {
      session.tab.active = session;
    }
    return null;
  },
  close: (world, session) => closeSession(world, session).then(nothing),
  write: (world, session, given) => write(world, session, given).then(nothing),
  variable: (world, session, { parameters }) => world.variable(session, text(parameters.named) ?? ""),
  setVariable: (_, session, { parameters }) => {
    const name = text(parameters.named) ?? "";
    const value = text(parameters.to) ?? "";
    if (!name.startsWith("user.")) {
      throw new ScriptError(NOT_A_USER_VARIABLE);
    }
    session.variables.set(name, value);
    return value;
  },
  splitVertically: splitter("vertical", named),
  splitVerticallyWithDefaultProfile: splitter("vertical", byDefault),
  splitVerticallyWithSameProfile: splitter("vertical", same),
  splitHorizontally: splitter("horizontal", named),
  splitHorizontallyWithDefaultProfile: splitter("horizontal", byDefault),
  splitHorizontallyWithSameProfile: splitter("horizontal", same),
};

/** Types text and "\r", "\n" unchanged, after waiting a little for a first output. A program that is gone gets nothing. */
async function write(world: World, session: Session, { parameters }: Arguments): Promise<void> {
  const file = text(parameters.contentsOfFile);
  const typed = text(parameters.text);
  if (typed !== null && file !== null) {
    throw new ScriptError(BOTH_TEXT_AND_FILE);
  }
  if (typed === null && file === null) {
    throw new ScriptError(NEITHER_TEXT_NOR_FILE);
  }
  const end = parameters.newline === false ? "" : "\r";
  const content = typed === null ? readFileSync(file ?? "", "utf8") : typed + end;
  if (session.ended || !session.terminal) {
    return;
  }
  await firstOutput(world, session);
  for (const receiver of receivers(world, session)) {
    if (!receiver.ended) {
      receiver.terminal?.write(content);
    }
  }
}

function firstOutput(world: World, session: Session): Promise<void> {
  const { terminal } = session;
  if (!terminal || terminal.hasOutput) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      off();
      resolve();
    };
    const cancel = world.clock.after(world.switches.writeWaitsMs, done);
    const off = terminal.on(done);
  });
}

/** Commands that hold iTerm2's main thread until they are done: nothing else is answered meanwhile. */
export const BLOCKING = new Set(["write"]);

function handlerOf(
  object: ScriptObject,
  name: string,
): ((world: World, given: Arguments) => Found | Promise<Found>) | null {
  const bind = <T>(table: Record<string, Handler<T>>, receiver: T) => {
    const handler = table[name];
    return handler ? (world: World, given: Arguments) => handler(world, receiver, given) : null;
  };
  if (object instanceof World) {
    return bind(APPLICATION, object);
  }
  if (object instanceof Window) {
    return bind(WINDOW, object);
  }
  return object instanceof Tab ? bind(TAB, object) : bind(SESSION, object);
}

function classOf(object: ScriptObject): ClassName {
  if (object instanceof World) return "application";
  if (object instanceof Window) return "window";
  return object instanceof Tab ? "tab" : "session";
}

/**
 * Carries out a command on the object it was sent to. Throws a ScriptError; an Error for a command that iTerm2 has and
 * this model has not: that ends the test.
 */
export function perform(world: World, object: ScriptObject, name: string, given: Arguments): Found | Promise<Found> {
  const handler = handlerOf(object, name);
  if (handler) {
    return handler(world, given);
  }
  const { respondsTo } = iterm2Terms.classes[classOf(object)];
  if (respondsTo.includes(name) || !Object.hasOwn(iterm2Terms.commands, name)) {
    throw new Error(`The test Mac's iTerm2 does not model the command ${name}`);
  }
  throw new ScriptError(NOT_UNDERSTOOD);
}

/** What the dictionary calls writable though iTerm2 has no setter for it. */
const WITHOUT_SETTER: Record<ClassName, string[]> = {
  application: ["currentWindow"],
  window: ["currentTab", "currentSession", "isHotkeyWindow", "hotkeyWindowProfile", "frontmost"],
  tab: ["title", "index", "currentSession"],
  session: ["isProcessing", "isAtShellPrompt", "contents"],
};

/**
 * Throws a ScriptError where iTerm2 cannot set; an Error for a property that iTerm2 can set and this model cannot: that
 * ends the test.
 */
export function setProperty(object: ScriptObject, name: string, value: AppleEventValue): void {
  if (object instanceof Session && name === "name") {
    object.setName(text(value) ?? "");
    return;
  }
  const className = classOf(object);
  const writable = iterm2Terms.classes[className].properties[name]?.writable === true;
  if (writable && !WITHOUT_SETTER[className].includes(name)) {
    throw new Error(`The test Mac's iTerm2 does not model setting the property ${name}`);
  }
  throw new ScriptError(CANNOT_SET);
}
