import { readFileSync } from "node:fs";
import type { AppleEvent, AppleEventValue } from "../apple-event.ts";
import { closeSession, closeWindow, openTab, openWindow, receivers, split } from "./actions.ts";
import type { Direction } from "./layout.ts";
import { CANNOT_SET, NOT_UNDERSTOOD, ScriptError } from "./script-objects.ts";
import type { Found, ScriptObject, ScriptObjects } from "./script-objects.ts";
import { Session } from "./session.ts";
import type { Profile } from "./switches.ts";
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
const NO_HOTKEY = 3;
const NO_PROFILE_GIVEN = 4;

function text(value: AppleEventValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function profileNamed(world: World, name: AppleEventValue | undefined): Profile {
  const profile = world.profiles.find((each) => each.name === name);
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
    windowOf(await openWindow(world, world.defaultProfile, text(parameters.command), true)),
  createWindowWithProfile: async (world, _, { direct, parameters }) =>
    windowOf(await openWindow(world, profileNamed(world, direct), text(parameters.command), true)),
  createHotkeyWindowWithProfile: (world, _, { direct }) => {
    if (text(direct) === null) {
      throw new ScriptError(NO_PROFILE_GIVEN);
    }
    profileNamed(world, direct);
    throw new ScriptError(NO_HOTKEY);
  },
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
  createTabWithDefaultProfile: (world, window, given) => newTab(world, window, world.defaultProfile, given),
  createTab: (world, window, given) => newTab(world, window, profileNamed(world, given.parameters.withProfile), given),
  revealHotkeyWindow: nothing,
  hideHotkeyWindow: nothing,
  toggleHotkeyWindow: nothing,
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
const byDefault = (world: World) => world.defaultProfile;

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

/** Carries out a command on the object it was sent to. Throws a ScriptError. */
export function perform(world: World, object: ScriptObject, name: string, given: Arguments): Found | Promise<Found> {
  const handler = handlerOf(object, name);
  if (!handler) {
    throw new ScriptError(NOT_UNDERSTOOD);
  }
  return handler(world, given);
}

/** Of all that the dictionary calls writable, what iTerm2 has a working setter for and this model knows: the name. */
export function setProperty(objects: ScriptObjects, object: ScriptObject, name: string, value: AppleEventValue): void {
  if (object instanceof Session && name === "name") {
    object.setName(text(value) ?? "");
    return;
  }
  objects.property(object, name);
  throw new ScriptError(CANNOT_SET);
}
