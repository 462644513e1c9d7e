import type { Alert, Application, Clipboard, PopToRootType, Toast } from "@raycast/api";

/** What the worker of a command and the host (the Raycast app) say to each other. Everything here is structured-cloneable. */

/** A function prop, as the host sees it: `<node id>:<path of the prop>`. */
export interface HandlerRef {
  $handler: string;
}

/** One element of the rendered command. `slots` are the elements that were given as props (`actions`, `detail`, …). */
export interface TreeNode {
  id: number;
  type: string;
  props: Record<string, unknown>;
  children: TreeNode[];
  slots: Record<string, TreeNode[]>;
}

/** One view of the navigation stack; the last one is on top. `node` is null if the command rendered nothing. */
export interface Screen {
  id: number;
  node: TreeNode | null;
}
export interface Tree {
  screens: Screen[];
}

/** `timer` is off unless asked for: the number of timers that fire depends on time. */
export type PointKind = "storage" | "process" | "file" | "host" | "timer";

/** A place where a command waits for an effect, numbered from 1 in the order of its run. */
export interface AwaitPoint {
  number: number;
  kind: PointKind;
  label: string;
  /** The label without what chance makes of it: ids, numbers, the folder of the Mac. */
  name: string;
  /** Among those of its name, from 1. Work that goes on side by side changes the number of a point, hardly this. */
  nth: number;
}
export type KillAt = (Pick<AwaitPoint, "name" | "nth"> | { point: number }) & {
  /** `before`: the effect has not begun; `after`: it is done, and the command has not learned of it. */
  side: "before" | "after";
};

export type StorageValue = string | number | boolean;
export type CommandMode = "view" | "no-view" | "menu-bar";

export interface ToastState {
  id: number;
  style: `${Toast.Style}`;
  title: string;
  message?: string;
  primaryAction?: ToastAction;
  secondaryAction?: ToastAction;
}
export interface ToastAction {
  title: string;
  shortcut?: unknown;
}

export type AlertOptions = Pick<Alert.Options, "title" | "message" | "icon" | "rememberUserChoice"> & {
  primaryAction: { title: string; style: string };
  dismissAction: { title: string; style: string };
};

export interface LaunchRequest {
  name: string;
  type: "userInitiated" | "background";
  arguments?: Record<string, unknown> | null;
  context?: Record<string, unknown> | null;
  fallbackText?: string | null;
  ownerOrAuthorName?: string;
  extensionName?: string;
}

/** What a command can ask of Raycast, with the answer it awaits. */
export interface HostCalls {
  "storage.get": (key: string) => StorageValue | undefined;
  "storage.set": (key: string, value: StorageValue) => void;
  "storage.remove": (key: string) => void;
  "storage.all": () => Record<string, StorageValue>;
  "storage.clear": () => void;
  "toast.show": (toast: ToastState) => void;
  "toast.update": (toast: ToastState) => void;
  "toast.hide": (id: number) => void;
  "hud.show": (title: string, popToRootType?: `${PopToRootType}`) => void;
  "alert.confirm": (options: AlertOptions) => boolean;
  "window.close": (popToRootType?: `${PopToRootType}`) => void;
  "window.popToRoot": () => void;
  "search.clear": () => void;
  "clipboard.copy": (content: Clipboard.ReadContent, options: Clipboard.CopyOptions) => void;
  "clipboard.paste": (content: Clipboard.ReadContent) => void;
  "clipboard.read": (offset: number) => Clipboard.ReadContent;
  "clipboard.clear": () => void;
  "open.target": (target: string, application?: string) => void;
  "finder.show": (path: string) => void;
  "finder.selected": () => { path: string }[];
  "finder.trash": (paths: string[]) => void;
  "applications.all": (path?: string) => Application[];
  "applications.default": (path: string) => Application;
  "applications.frontmost": () => Application;
  "preferences.open": (scope: "extension" | "command") => void;
  "command.launch": (request: LaunchRequest) => void;
  "command.subtitle": (subtitle: string | null) => void;
  "quicklink.create": (link: { link: string; name?: string }) => void;
  "exception.capture": (error: CrashReport) => void;
  "form.focus": (nodeId: number) => void;
  "form.reset": (nodeId: number) => void;
  "form.submitted": () => void;
}
export type HostCallName = keyof HostCalls;

export interface CrashReport {
  name: string;
  message: string;
  stack: string;
  /** What the command was doing: `load`, `render`, `action`, `unhandled rejection`, `uncaught exception`, … */
  during: string;
}

/** What a worker is started with. */
export interface WorkerOrder {
  bundle: string;
  mode: CommandMode;
  /** A tool is asked for its confirmation first and run with `input` after it. */
  tool: { input: unknown } | null;
  props: {
    launchType: string;
    arguments: Record<string, unknown>;
    draftValues?: Record<string, unknown>;
    launchContext?: Record<string, unknown>;
    fallbackText?: string;
  };
  environment: Record<string, unknown>;
  preferences: Record<string, unknown>;
  preferenceManifest: Record<string, unknown>;
  /** Enumerations of the real declarations, by name. */
  enums: Record<string, Record<string, string>>;
  binDir: string;
  home: string;
  pointKinds: PointKind[];
  killAt: KillAt | null;
}

export type ToWorker =
  | { type: "reply"; id: number; ok: true; value: unknown }
  | { type: "reply"; id: number; ok: false; message: string }
  | { type: "invoke"; id: number; handler: string; args: unknown[] }
  | { type: "toast-action"; id: number; toast: number; which: "primaryAction" | "secondaryAction" }
  | { type: "pop"; id: number }
  | { type: "tool-go"; id: number };

export type FromWorker =
  | { type: "call"; id: number; name: HostCallName; args: unknown[] }
  | { type: "loading" }
  | { type: "tree"; tree: Tree }
  | { type: "invoked"; id: number; value?: unknown; crash?: CrashReport }
  | { type: "point"; point: AwaitPoint }
  | { type: "frozen"; point: AwaitPoint; side: "before" | "after" }
  /** `error`: what a tool threw, in its own words. */
  | { type: "ended"; value: unknown; error?: string }
  | { type: "confirmation"; value: unknown }
  | { type: "crash"; crash: CrashReport }
  | { type: "log"; level: "log" | "warn" | "error"; text: string };
