import type { AlertOptions, ToastState } from "../protocol.ts";
import { Changes } from "./changes.ts";
import type { Run } from "./run.ts";

/** What Raycast showed: toasts, HUDs, alerts. */

/** A toast on screen; `history` is every state it was in, so that progress can be read. */
export class ToastHandle {
  readonly run: Run;
  readonly history: ToastState[] = [];
  visible = true;
  constructor(run: Run, state: ToastState) {
    this.run = run;
    this.history.push(state);
  }
  get state(): ToastState {
    return this.history.at(-1) as ToastState;
  }
  get id(): number {
    return this.state.id;
  }
  get title(): string {
    return this.state.title;
  }
  get message(): string | undefined {
    return this.state.message;
  }
  /** `SUCCESS`, `FAILURE` or `ANIMATED`. */
  get style(): ToastState["style"] {
    return this.state.style;
  }
  get actions(): string[] {
    return [this.state.primaryAction, this.state.secondaryAction].flatMap((action) => (action ? [action.title] : []));
  }
  /** Presses the toast's action of this title. */
  async perform(title: string): Promise<void> {
    const which = (["primaryAction", "secondaryAction"] as const).find((name) => this.state[name]?.title === title);
    if (!which) throw new Error(`The toast "${this.title}" has no action "${title}" but: ${this.actions.join(", ")}`);
    await this.run.pressToast(this.id, which);
  }
}

/** An alert on screen, answered by the test or by an answer given before. */
export class AlertHandle {
  readonly run: Run;
  readonly options: AlertOptions;
  /** Null: not answered. */
  answer: boolean | null = null;
  readonly #settle: (confirmed: boolean) => void;
  constructor(run: Run, options: AlertOptions, settle: (confirmed: boolean) => void) {
    this.run = run;
    this.options = options;
    this.#settle = settle;
  }
  /** On the screen: not answered, and not gone with its command. */
  get open(): boolean {
    return this.answer === null && this.run.end === null;
  }
  get title(): string {
    return this.options.title;
  }
  get message(): string {
    return this.options.message ?? "";
  }
  confirm(): void {
    this.#give(true);
  }
  cancel(): void {
    this.#give(false);
  }
  #give(confirmed: boolean): void {
    if (this.answer !== null) throw new Error(`The alert "${this.title}" was answered before`);
    if (!this.open) throw new Error(`The alert "${this.title}" has gone with its command`);
    this.answer = confirmed;
    this.#settle(confirmed);
  }
}

export type AlertAnswer = "confirm" | "cancel" | ((alert: AlertHandle) => "confirm" | "cancel");

export class Feedback {
  readonly changes = new Changes();
  readonly toasts: ToastHandle[] = [];
  readonly huds: string[] = [];
  readonly alerts: AlertHandle[] = [];
  readonly answers: AlertAnswer[] = [];

  showToast(run: Run, state: ToastState): void {
    const same = this.#toast(run, state.id);
    if (same) same.history.push(state);
    else this.toasts.push(new ToastHandle(run, state));
    for (const toast of this.toasts) if (toast.run === run) toast.visible = toast.id === state.id;
    this.changes.tell();
  }
  updateToast(run: Run, state: ToastState): void {
    this.#toast(run, state.id)?.history.push(state);
    this.changes.tell();
  }
  hideToast(run: Run, id: number): void {
    const toast = this.#toast(run, id);
    if (toast) toast.visible = false;
    this.changes.tell();
  }
  showHud(title: string): void {
    this.huds.push(title);
    this.changes.tell();
  }

  /** Resolves with the user's answer: the next scripted one, else whenever the test gives it. */
  ask(run: Run, options: AlertOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const alert = new AlertHandle(run, options, resolve);
      this.alerts.push(alert);
      const scripted = this.answers.shift();
      const answer = typeof scripted === "function" ? scripted(alert) : scripted;
      if (answer === "confirm") alert.confirm();
      if (answer === "cancel") alert.cancel();
      this.changes.tell();
    });
  }

  #toast(run: Run, id: number): ToastHandle | undefined {
    return this.toasts.find((toast) => toast.run === run && toast.id === id);
  }
}
