import { createContext, type ReactNode } from "react";
import createReconciler from "react-reconciler";
import { crash } from "./crash.ts";
import { notify, say } from "./port.ts";
import { createInstance, forget, pictureOf, type Container, type Instance } from "./tree.ts";

/** Renders a command with React's own reconciler; the host is sent a picture after every commit. */

const defaultPriority = 32;
const concurrentRoot = 1;
let priority = 0;
let sending = false;
const container: Container = { children: [] };

export function render(element: ReactNode): void {
  const onUncaughtError = (error: unknown) => crash(error, "render");
  const onRecoverableError = (error: unknown) => console.error(error);
  const root = reconciler.createContainer(
    container,
    concurrentRoot,
    null,
    false,
    null,
    "",
    onUncaughtError,
    onRecoverableError,
    onRecoverableError,
    null,
  );
  reconciler.updateContainer(element, root, null, null);
}

/** Of all commits in one turn only the last is of interest to the screen. */
function changed(): void {
  if (sending) return;
  sending = true;
  queueMicrotask(() => {
    sending = false;
    say({ type: "tree", tree: pictureOf(container) });
  });
}

function insert(parent: Container, child: Instance, before?: Instance): void {
  remove(parent, child);
  const at = before ? parent.children.indexOf(before) : -1;
  parent.children.splice(at < 0 ? parent.children.length : at, 0, child);
}

function remove(parent: Container, child: Instance): void {
  const at = parent.children.indexOf(child);
  if (at >= 0) parent.children.splice(at, 1);
}

function refuseText(text: string): never {
  throw new Error(`Raycast renders no text outside of its components: ${JSON.stringify(text.slice(0, 60))}`);
}

/** React 19.0's renderer interface; the published typings describe an older one, hence `Reconciler` below. */
const config = {
  rendererPackageName: "raycast-test-host",
  rendererVersion: "1",
  isPrimaryRenderer: true,
  supportsMutation: true,
  supportsPersistence: false,
  supportsHydration: false,
  supportsMicrotasks: true,
  scheduleMicrotask: queueMicrotask,
  noTimeout: -1,
  scheduleTimeout: setTimeout,
  cancelTimeout: clearTimeout,
  getRootHostContext: () => null,
  getChildHostContext: () => null,
  shouldSetTextContent: () => false,
  createInstance,
  createTextInstance: refuseText,
  appendInitialChild: insert,
  finalizeInitialChildren: () => false,
  appendChild: insert,
  appendChildToContainer: insert,
  insertBefore: insert,
  insertInContainerBefore: insert,
  removeChild: remove,
  removeChildFromContainer: remove,
  clearContainer: (root: Container) => void root.children.splice(0),
  commitUpdate: (instance: Instance, _type: string, _old: unknown, props: Record<string, unknown>) => {
    instance.props = props;
  },
  hideInstance: (instance: Instance) => {
    instance.hidden = true;
  },
  unhideInstance: (instance: Instance) => {
    instance.hidden = false;
  },
  /** What a `ref` on a form field holds: Raycast's `FormItemRef`. */
  getPublicInstance: (instance: Instance) => ({
    focus: () => notify("form.focus", instance.id),
    reset: () => notify("form.reset", instance.id),
  }),
  prepareForCommit: () => null,
  resetAfterCommit: changed,
  detachDeletedInstance: forget,
  preparePortalMount: () => undefined,
  getInstanceFromNode: () => null,
  getInstanceFromScope: () => null,
  prepareScopeUpdate: () => undefined,
  beforeActiveInstanceBlur: () => undefined,
  afterActiveInstanceBlur: () => undefined,
  setCurrentUpdatePriority: (next: number) => {
    priority = next;
  },
  getCurrentUpdatePriority: () => priority,
  resolveUpdatePriority: () => priority || defaultPriority,
  shouldAttemptEagerTransition: () => false,
  trackSchedulerEvent: () => undefined,
  resolveEventType: () => null,
  resolveEventTimeStamp: () => -1.1,
  requestPostPaintCallback: () => undefined,
  maySuspendCommit: () => false,
  preloadInstance: () => true,
  startSuspendingCommit: () => undefined,
  suspendInstance: () => undefined,
  waitForCommitToBeReady: () => null,
  resetFormInstance: () => undefined,
  NotPendingTransition: null,
  HostTransitionContext: createContext(null),
};

interface Reconciler {
  createContainer(
    container: Container,
    tag: number,
    hydration: null,
    strict: boolean,
    concurrent: null,
    prefix: string,
    onUncaughtError: (error: unknown) => void,
    onCaughtError: (error: unknown) => void,
    onRecoverableError: (error: unknown) => void,
    transitions: null,
  ): object;
  updateContainer(element: ReactNode, root: object, parent: null, callback: null): void;
}

const reconciler = (createReconciler as unknown as (given: typeof config) => Reconciler)(config);
