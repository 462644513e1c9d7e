/** What iTerm2 asks the user. */
export type ModalKind =
  | "close_sheet" // Close …? OK / Cancel
  | "parameter" // a value for $$NAME$$
  | "ended_soon" // "A session ended very soon after starting."
  | "quit"
  | "dynamic_profiles" // "Dynamic Profiles Error"
  | "log_folder" // "Logging Folder Not Found": OK makes it
  | "log_problem"; // "Session Logging Problem"

export interface Modal {
  kind: ModalKind;
  text: string;
}

/** OK (with the value asked for, if any) or Cancel. */
export type Answer = { ok: true; value: string } | { ok: false };

/** Sheets and alerts, oldest first. All of them wait for the user. */
export class Modals {
  #open: { modal: Modal; answer: (answer: Answer) => void }[] = [];
  /** Everything that was ever asked. */
  readonly history: Modal[] = [];
  #waiting: (() => void)[] = [];
  #arrivals: ((modal: Modal) => void)[] = [];

  get open(): Modal[] {
    return this.#open.map(({ modal }) => modal);
  }

  ask(modal: Modal): Promise<Answer> {
    this.history.push(modal);
    return new Promise((resolve) => {
      this.#open.push({ modal, answer: resolve });
      for (const arrived of this.#arrivals.splice(0)) {
        arrived(modal);
      }
    });
  }

  /** Answers the oldest open one. Throws when nothing is asked. */
  answer(answer: Answer): Modal {
    const [oldest] = this.#open.splice(0, 1);
    if (!oldest) {
      throw new Error("iTerm2 asks nothing");
    }
    oldest.answer(answer);
    if (this.#open.length === 0) {
      this.#release();
    }
    return oldest.modal;
  }

  /** iTerm2 went away with everything that it asked. */
  drop(): void {
    this.#open = [];
    this.#release();
  }

  /** Resolves when something is asked; at once if something is. */
  asked(): Promise<Modal> {
    const [first] = this.#open;
    return first ? Promise.resolve(first.modal) : new Promise((resolve) => this.#arrivals.push(resolve));
  }

  /** Resolves when nothing is asked (any more). */
  closed(): Promise<void> {
    return this.#open.length === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    for (const go of this.#waiting.splice(0)) {
      go();
    }
  }
}
