import { isValidElement, createElement, type ComponentType } from "react";
import type { FromWorker, ToWorker } from "../protocol.ts";
import { api } from "./api/index.ts";
import { runToastAction } from "./api/toast.ts";
import { crash, watchForCrashes } from "./crash.ts";
import { becomeMac } from "./mac.ts";
import { loadBundle } from "./modules.ts";
import { NavigationStack, popFromHost } from "./navigation.ts";
import { listen, order, say } from "./port.ts";
import { render } from "./render.ts";
import { checkedConfirmation, plainData } from "./tool-answer.ts";
import { handlerOf } from "./tree.ts";
import { countFileWork, countTimers } from "./waits.ts";

/** One run of one command or tool. The host ends it by terminating this thread. */

type Entry = (props: unknown) => unknown;

/** The user agreed to the tool's confirmation. */
let confirmTool: () => void = () => undefined;

watchForCrashes();
forwardConsole();
becomeMac();
if (order.pointKinds.includes("file")) countFileWork();
if (order.pointKinds.includes("timer")) countTimers();
listen(obey);
void start();

async function start(): Promise<void> {
  let bundle: Record<string, unknown>;
  say({ type: "loading" });
  try {
    bundle = loadBundle(order.bundle, api);
    if (typeof bundle["default"] !== "function") throw new Error(`${order.bundle} has no default export to run`);
  } catch (error) {
    crash(error, "load");
    return;
  }
  const entry = bundle["default"] as Entry;
  if (order.tool) await runTool(entry, bundle["confirmation"] as Entry | undefined);
  else if (order.mode === "no-view") await settle(() => entry(order.props), "run");
  else if (order.mode === "menu-bar") render(createElement(MenuBarRoot, { entry: entry as ComponentType<object> }));
  else render(createElement(NavigationStack, { root: createElement(entry as ComponentType<object>, order.props) }));
}

function MenuBarRoot({ entry }: { entry: ComponentType<object> }) {
  return createElement("screen", null, createElement(entry, order.props));
}

async function settle(work: () => unknown, during: string): Promise<void> {
  try {
    const value = await work();
    say({ type: "ended", value: isValidElement(value) ? null : value } satisfies FromWorker);
  } catch (error) {
    crash(error, during);
  }
}

async function runTool(entry: Entry, confirmation: Entry | undefined): Promise<void> {
  const { input } = order.tool ?? { input: undefined };
  const answer = async (work: () => unknown, say: (value: unknown) => void) => {
    try {
      say(plainData(await work()));
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  };
  if (confirmation) {
    const confirmed = new Promise<void>((resolve) => {
      confirmTool = resolve;
    });
    const asked = await answer(
      () => confirmation(input),
      (value) => say({ type: "confirmation", value: checkedConfirmation(value) }),
    );
    if (!asked) return;
    await confirmed;
  }
  await answer(
    () => entry(input),
    (value) => say({ type: "ended", value }),
  );
}

/** What a tool throws is its answer to the model: the message, and no more. */
function refuse(error: unknown): void {
  say({ type: "ended", value: undefined, error: error instanceof Error ? error.message : String(error) });
}

function obey(message: Exclude<ToWorker, { type: "reply" }>): void {
  if (message.type === "tool-go") return confirmTool();
  const work = workOf(message);
  void (async () => {
    try {
      const value = await work();
      await rendered();
      say({ type: "invoked", id: message.id, value: typeof value === "object" ? null : (value as unknown) });
    } catch (error) {
      say({ type: "invoked", id: message.id, crash: crash(error, "action") });
    }
  })();
}

/** What the work changed is on screen: React renders, and then its effects, in turns of their own. */
async function rendered(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function workOf(message: Exclude<ToWorker, { type: "reply" | "tool-go" }>): () => unknown {
  switch (message.type) {
    case "toast-action":
      return () => runToastAction(message.toast, message.which);
    case "pop":
      return popFromHost;
    case "invoke":
      return () => handlerOf(message.handler)?.(...message.args);
  }
}

function forwardConsole(): void {
  const forward =
    (level: "log" | "warn" | "error") =>
    (...parts: unknown[]) => {
      const text = parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(" ");
      say({ type: "log", level, text });
    };
  Object.assign(console, {
    log: forward("log"),
    info: forward("log"),
    debug: forward("log"),
    warn: forward("warn"),
    error: forward("error"),
  });
}
