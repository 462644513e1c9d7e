/**
 * The scripting terms of iTerm2 that the test Mac knows, by the names that JXA gives them. What is not here does not
 * exist for a script. Checked against the real dictionary where that is at hand (terms.test.ts).
 */

export type ClassName = "application" | "window" | "tab" | "session";

export type ValueType =
  | "text"
  | "integer"
  | "real"
  | "boolean"
  | "rectangle"
  | "point"
  | "RGB color"
  | "file"
  | "any"
  | "record"
  | "type"
  | "specifier"
  | "location specifier"
  | "text list"
  | ClassName;

export interface PropertyTerm {
  type: ValueType;
  writable: boolean;
}

export interface ParameterTerm {
  type: ValueType;
  optional: boolean;
}

export interface CommandTerm {
  /** Type of the direct parameter; "specifier": it is the object that the command is called on. Null: takes none. */
  direct: ValueType | null;
  parameters: Record<string, ParameterTerm>;
  result: ValueType | null;
}

export interface ClassTerm {
  properties: Record<string, PropertyTerm>;
  /** Element collections, plural name → class of one. */
  elements: Record<string, ClassName>;
  /** Commands that an object of this class handles; every other one is "not understood" (-1708). */
  respondsTo: string[];
}

export interface Dictionary {
  bundleId: string;
  /** Names by which `Application(name)` may find it. */
  names: string[];
  /** The name that macOS shows in messages. */
  displayName: string;
  classes: Record<ClassName, ClassTerm>;
  commands: Record<string, CommandTerm>;
}

/**
 * JXA's name for a term of a scripting dictionary: words run together, each but the first with a capital; capitals
 * that are there stay (`unique ID` → `uniqueID`, `ANSI black color` → `ANSIBlackColor`).
 */
export function jxaName(term: string): string {
  return term
    .split(" ")
    .map((word, position) => (position === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

/** Element collections are named by the plural of their class. */
export function pluralName(className: string): string {
  return `${jxaName(className)}s`;
}

const readable = (type: ValueType): PropertyTerm => ({ type, writable: false });
const writable = (type: ValueType): PropertyTerm => ({ type, writable: true });
const required = (type: ValueType): ParameterTerm => ({ type, optional: false });
const optional = (type: ValueType): ParameterTerm => ({ type, optional: true });

const ansiColors = ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White"];
const colorProperties = [
  ...["background", "bold", "cursor", "cursorText", "foreground", "selectedText", "selection", "underline"],
  ...ansiColors.map((color) => `ANSI${color}`),
  ...ansiColors.map((color) => `ANSIBright${color}`),
].map((color) => `${color}Color`);

/** Commands that every application takes, whatever its dictionary says. `running()` is asked of the system, not sent. */
export const standardCommands: Record<string, CommandTerm> = {
  activate: { direct: null, parameters: {}, result: null },
  launch: { direct: null, parameters: {}, result: null },
  quit: { direct: null, parameters: { saving: optional("any") }, result: null },
};

const splitCommand = (withProfile: boolean): CommandTerm => ({
  direct: "specifier",
  parameters: { ...(withProfile ? { withProfile: required("text") } : {}), command: optional("text") },
  result: "session",
});

const splitCommands: Record<string, CommandTerm> = {
  splitVertically: splitCommand(true),
  splitVerticallyWithDefaultProfile: splitCommand(false),
  splitVerticallyWithSameProfile: splitCommand(false),
  splitHorizontally: splitCommand(true),
  splitHorizontallyWithDefaultProfile: splitCommand(false),
  splitHorizontallyWithSameProfile: splitCommand(false),
};

const onSpecifier: CommandTerm = { direct: "specifier", parameters: {}, result: null };

/** The dictionary of iTerm2. */
export const iterm2Terms: Dictionary = {
  bundleId: "com.googlecode.iterm2",
  names: ["iTerm", "iTerm2"],
  displayName: "iTerm",
  classes: {
    application: {
      properties: {
        currentWindow: writable("window"),
        name: readable("text"),
        frontmost: readable("boolean"),
        version: readable("text"),
      },
      elements: { windows: "window" },
      respondsTo: [
        "requestCookie",
        "createWindowWithProfile",
        "createHotkeyWindowWithProfile",
        "createWindowWithDefaultProfile",
        "launchAPIScriptNamed",
        "invokeAPIExpression",
      ],
    },
    window: {
      properties: {
        id: readable("integer"),
        alternateIdentifier: readable("text"),
        name: readable("text"),
        index: writable("integer"),
        bounds: writable("rectangle"),
        closeable: readable("boolean"),
        miniaturizable: readable("boolean"),
        miniaturized: writable("boolean"),
        resizable: readable("boolean"),
        visible: writable("boolean"),
        zoomable: readable("boolean"),
        zoomed: writable("boolean"),
        frontmost: writable("boolean"),
        currentTab: writable("tab"),
        currentSession: writable("session"),
        isHotkeyWindow: writable("boolean"),
        hotkeyWindowProfile: writable("text"),
        position: writable("point"),
        origin: writable("point"),
        size: writable("point"),
        frame: writable("rectangle"),
      },
      elements: { tabs: "tab" },
      respondsTo: [
        "close",
        "select",
        "createTabWithDefaultProfile",
        "createTab",
        "revealHotkeyWindow",
        "hideHotkeyWindow",
        "toggleHotkeyWindow",
      ],
    },
    tab: {
      properties: {
        currentSession: writable("session"),
        index: writable("integer"),
        title: writable("text"),
      },
      elements: { sessions: "session" },
      respondsTo: ["close", "select"],
    },
    session: {
      properties: {
        id: readable("text"),
        isProcessing: writable("boolean"),
        isAtShellPrompt: writable("boolean"),
        columns: writable("integer"),
        rows: writable("integer"),
        tty: readable("text"),
        contents: writable("text"),
        text: readable("text"),
        colorPreset: writable("text"),
        ...Object.fromEntries(colorProperties.map((name) => [name, writable("RGB color")])),
        useUnderlineColor: writable("boolean"),
        backgroundImage: writable("text"),
        name: writable("text"),
        transparency: writable("real"),
        uniqueID: readable("text"),
        profileName: readable("text"),
        answerbackString: writable("text"),
      },
      elements: {},
      respondsTo: ["close", "write", "select", ...Object.keys(splitCommands), "variable", "setVariable"],
    },
  },
  commands: {
    count: { direct: "specifier", parameters: { each: optional("type") }, result: "integer" },
    delete: onSpecifier,
    duplicate: {
      direct: "specifier",
      parameters: { to: required("location specifier"), withProperties: optional("record") },
      result: null,
    },
    exists: { direct: "specifier", parameters: {}, result: "boolean" },
    make: {
      direct: null,
      parameters: {
        new: required("type"),
        at: optional("location specifier"),
        withData: optional("any"),
        withProperties: optional("record"),
      },
      result: "specifier",
    },
    move: { direct: "specifier", parameters: { to: required("location specifier") }, result: null },
    close: onSpecifier,
    requestCookie: {
      direct: null,
      parameters: { andKeyForAppNamed: optional("text"), reusable: optional("boolean"), sessionId: optional("text") },
      result: "text",
    },
    createTab: {
      direct: "specifier",
      parameters: { withProfile: required("text"), command: optional("text") },
      result: "tab",
    },
    createTabWithDefaultProfile: { direct: "specifier", parameters: { command: optional("text") }, result: "tab" },
    createWindowWithProfile: { direct: "text", parameters: { command: optional("text") }, result: "window" },
    createHotkeyWindowWithProfile: { direct: "text", parameters: {}, result: "window" },
    launchAPIScriptNamed: { direct: "text", parameters: { arguments: optional("text list") }, result: null },
    invokeAPIExpression: { direct: "text", parameters: {}, result: "text" },
    createWindowWithDefaultProfile: { direct: null, parameters: { command: optional("text") }, result: "window" },
    write: {
      direct: "specifier",
      parameters: { contentsOfFile: optional("file"), text: optional("text"), newline: optional("boolean") },
      result: null,
    },
    select: onSpecifier,
    ...splitCommands,
    variable: { direct: "specifier", parameters: { named: required("text") }, result: "text" },
    setVariable: {
      direct: "specifier",
      parameters: { named: required("text"), to: required("text") },
      result: "text",
    },
    revealHotkeyWindow: onSpecifier,
    hideHotkeyWindow: onSpecifier,
    toggleHotkeyWindow: onSpecifier,
  },
};
