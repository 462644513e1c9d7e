import type * as Raycast from "@raycast/api";
import type { ToastAction, ToastState } from "../../protocol.ts";
import { call, notify, order } from "../port.ts";
import { ToastStyle } from "./enums.ts";

/** The public part of Raycast's `Toast`: its private fields make the class itself impossible to stand in for. */
export type PublicToast = Pick<Raycast.Toast, keyof Raycast.Toast>;

let count = 0;
const toasts = new Map<number, Toast>();

/** A handle that changes what is on screen when its properties are set. */
export class Toast implements PublicToast {
  static Style = ToastStyle;
  readonly #id = ++count;
  #options: Raycast.Toast.Options;
  #shown = false;

  constructor(options: Raycast.Toast.Options) {
    this.#options = { ...options };
    toasts.set(this.#id, this);
  }

  get style(): Raycast.Toast.Style {
    return this.#options.style ?? ToastStyle.Success;
  }
  set style(style: Raycast.Toast.Style) {
    this.#change({ style });
  }
  get title(): string {
    return this.#options.title;
  }
  set title(title: string) {
    this.#change({ title });
  }
  get message(): string | undefined {
    return this.#options.message;
  }
  set message(message: string | undefined) {
    this.#change({ message });
  }
  get primaryAction(): Raycast.Toast.ActionOptions | undefined {
    return this.#options.primaryAction;
  }
  set primaryAction(primaryAction: Raycast.Toast.ActionOptions | undefined) {
    this.#change({ primaryAction });
  }
  get secondaryAction(): Raycast.Toast.ActionOptions | undefined {
    return this.#options.secondaryAction;
  }
  set secondaryAction(secondaryAction: Raycast.Toast.ActionOptions | undefined) {
    this.#change({ secondaryAction });
  }

  /** Rejects where Raycast has no window to show it in (field reports #15571, #30063, #30494). */
  async show(): Promise<void> {
    if (order.mode === "menu-bar" || order.props.launchType === "background" || order.tool) {
      throw new Error("Toast is not available in menu bar commands, tools and background runs; use showHUD");
    }
    this.#shown = true;
    await call("toast.show", this.#state());
  }

  async hide(): Promise<void> {
    this.#shown = false;
    await call("toast.hide", this.#id);
  }

  #change(changes: Partial<Raycast.Toast.Options>): void {
    this.#options = { ...this.#options, ...changes };
    if (this.#shown) notify("toast.update", this.#state());
  }

  #state(): ToastState {
    const { title, message, primaryAction, secondaryAction } = this.#options;
    const shown = (action?: Raycast.Toast.ActionOptions): ToastAction | undefined =>
      action && { title: action.title, shortcut: action.shortcut };
    return {
      id: this.#id,
      style: this.style,
      title,
      message,
      primaryAction: shown(primaryAction),
      secondaryAction: shown(secondaryAction),
    };
  }
}

/** The user pressed a toast's action. */
export function runToastAction(id: number, which: "primaryAction" | "secondaryAction"): unknown {
  const toast = toasts.get(id);
  return toast?.[which]?.onAction(toast as unknown as Raycast.Toast);
}

export async function showToast(
  options: Raycast.Toast.Options | Raycast.Toast.Style,
  title = "",
  message?: string,
): Promise<Toast> {
  const toast = new Toast(typeof options === "object" ? options : { style: options, title, message });
  await toast.show();
  return toast;
}
