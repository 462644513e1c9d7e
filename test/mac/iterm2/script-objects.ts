import type { AppleEventValue, ElementKey, Specifier } from "../apple-event.ts";
import { Session } from "./session.ts";
import { Tab, Window } from "./window.ts";
import { World } from "./world.ts";

/** An object that a script can name. The world stands for the application. */
export type ScriptObject = World | Window | Tab | Session;

/** What a specifier leads to: a plain value, an object, or nested lists of them. */
export type Found = null | string | number | boolean | ScriptObject | Found[];

/** An Apple event error, by number. */
export class ScriptError extends Error {
  readonly number: number;

  constructor(number: number) {
    super(`Apple event error ${number}`);
    this.number = number;
  }
}

export const NO_SUCH_OBJECT = -1728;
export const BAD_INDEX = -1719;
export const NOT_UNDERSTOOD = -1708;
export const CANNOT_SET = -10006;

export function isObject(found: Found): found is ScriptObject {
  return found instanceof World || found instanceof Window || found instanceof Tab || found instanceof Session;
}

type Reader<T> = (of: T) => Found;

const APPLICATION: Record<string, Reader<World>> = {
  name: () => "iTerm2",
  version: (world) => world.app.version,
  frontmost: (world) => world.active,
  currentWindow: (world) => world.current,
};

function windowReaders(world: World): Record<string, Reader<Window>> {
  return {
    id: (window) => window.id,
    alternateIdentifier: (window) => window.alternateIdentifier,
    name: (window) => window.title,
    index: (window) => listedWindows(world).indexOf(window) + 1,
    frontmost: (window) => listedWindows(world)[0] === window,
    visible: () => true,
    closeable: () => true,
    miniaturizable: () => true,
    miniaturized: () => false,
    resizable: () => true,
    zoomable: () => true,
    zoomed: () => false,
    currentTab: (window) => window.current,
    currentSession: (window) => window.currentSession,
    isHotkeyWindow: (window) => window.hotkey !== null,
    hotkeyWindowProfile: (window) => window.hotkey?.profile ?? null,
  };
}

const TAB: Record<string, Reader<Tab>> = {
  index: (tab) => tab.index,
  title: (tab) => tab.active.name,
  currentSession: (tab) => tab.active,
};

const SESSION: Record<string, Reader<Session>> = {
  id: (session) => session.guid,
  uniqueID: (session) => session.guid,
  tty: (session) => session.tty,
  name: (session) => session.name,
  profileName: (session) => session.profileName,
  isProcessing: (session) => session.isProcessing,
  isAtShellPrompt: (session) => session.isAtShellPrompt,
  columns: (session) => session.terminal?.columns ?? 0,
  rows: (session) => session.terminal?.rows ?? 0,
  contents: (session) => session.contents,
  text: (session) => session.contents,
};

/** Front to back; floating hotkey windows are in no list. */
export function listedWindows(world: World): Window[] {
  return world.windows.filter((window) => !window.hotkey?.floating);
}

/** The objects that scripts see, found from specifiers and named by them. */
export class ScriptObjects {
  readonly #world: World;
  readonly #windowReaders: Record<string, Reader<Window>>;

  constructor(world: World) {
    this.#world = world;
    this.#windowReaders = windowReaders(world);
  }

  /** Throws a ScriptError when there is no such thing. Elements of elements give nested lists. */
  find(specifier: Specifier): Found {
    switch (specifier.kind) {
      case "application":
        return this.#world;
      case "property":
        return this.#each(specifier.of, (object) => this.property(object, specifier.name));
      case "elements":
        return this.#each(specifier.of, (object) => this.#elements(object, specifier.name));
      case "element":
        return this.#each(specifier.of, (object) => this.#pick(this.#elements(object, specifier.name), specifier.by));
    }
  }

  /** One object, as a command needs it. Commands over several at once are not understood. */
  findOne(specifier: Specifier): ScriptObject {
    const found = this.find(specifier);
    if (Array.isArray(found)) {
      throw new ScriptError(NOT_UNDERSTOOD);
    }
    if (!isObject(found)) {
      throw new ScriptError(NO_SUCH_OBJECT);
    }
    return found;
  }

  /** As a reply carries it: objects by their specifiers; one that cannot be named is missing value. */
  toValue(found: Found): AppleEventValue {
    if (Array.isArray(found)) {
      return found.map((each) => this.toValue(each));
    }
    if (!isObject(found)) {
      return found;
    }
    const specifier = this.specifierOf(found);
    return specifier && { specifier };
  }

  /** Windows by id, tabs by index only, sessions by GUID inside their tab. Null when it is in no list. */
  specifierOf(object: ScriptObject): Specifier | null {
    const within = (of: Specifier | null, name: string, by: ElementKey): Specifier | null =>
      of && { kind: "element", of, name, by };
    if (object instanceof World) {
      return { kind: "application" };
    }
    if (object instanceof Window) {
      const listed = listedWindows(this.#world).includes(object);
      return listed ? within({ kind: "application" }, "windows", { id: object.id }) : null;
    }
    if (object instanceof Tab) {
      return object.index < 0 ? null : within(this.specifierOf(object.window), "tabs", { index: object.index });
    }
    return object.tab && within(this.specifierOf(object.tab), "sessions", { id: object.guid });
  }

  #each(of: Specifier, read: (object: ScriptObject) => Found): Found {
    const walk = (found: Found, inList: boolean): Found => {
      if (Array.isArray(found)) {
        return found.map((each) => walk(each, true));
      }
      if (found === null && inList) {
        return null;
      }
      if (!isObject(found)) {
        throw new ScriptError(NO_SUCH_OBJECT);
      }
      return read(found);
    };
    return walk(this.find(of), false);
  }

  /** Throws a plain Error for a property that iTerm2 has and this model has not: that ends the test. */
  property(object: ScriptObject, name: string): Found {
    const value = this.#read(object, name);
    if (value === undefined) {
      throw new Error(`The test Mac's iTerm2 does not model the property ${name}`);
    }
    return value;
  }

  #read(object: ScriptObject, name: string): Found | undefined {
    if (object instanceof World) {
      return APPLICATION[name]?.(object);
    }
    if (object instanceof Window) {
      return this.#windowReaders[name]?.(object);
    }
    return object instanceof Tab ? TAB[name]?.(object) : SESSION[name]?.(object);
  }

  #elements(object: ScriptObject, name: string): Found[] | null {
    if (object instanceof World && name === "windows") {
      return listedWindows(object);
    }
    if (object instanceof Window && name === "tabs") {
      return object.zombieTitle === null ? object.tabs : null;
    }
    if (object instanceof Tab && name === "sessions") {
      return object.unreadable ? null : object.listed;
    }
    throw new ScriptError(NO_SUCH_OBJECT);
  }

  #pick(list: Found[] | null, by: ElementKey): Found {
    if (list === null) {
      throw new ScriptError(NO_SUCH_OBJECT);
    }
    if ("index" in by) {
      const found = list.at(by.index);
      if (found === undefined) {
        throw new ScriptError(BAD_INDEX);
      }
      return found;
    }
    const found = list.find((each) =>
      "id" in by
        ? (each instanceof Window && each.id === Number(by.id)) || (each instanceof Session && each.guid === by.id)
        : (each instanceof Window && each.title === by.name) || (each instanceof Session && each.name === by.name),
    );
    if (found === undefined) {
      throw new ScriptError(NO_SUCH_OBJECT);
    }
    return found;
  }
}
