import { Screen } from "./screen.ts";
import type { EscapeEvent } from "./escape-codes.ts";

/** How the program ended: exactly one of the two is set. `signal` is a name such as "SIGTERM". */
export type Exit = { code: number; signal: null } | { code: null; signal: string };

/** `drawn`: the terminal itself put text on the screen. */
export type TerminalEvent =
  { kind: "output" } | { kind: "drawn" } | { kind: "resized" } | { kind: "exit"; exit: Exit } | EscapeEvent;

/** Where shell integration says the session is (OSC 133); `none` without it. */
export type PromptState = "none" | "prompt" | "typing" | "running" | "finished";

export interface TerminalSpec {
  /** Program and arguments; no shell in between. */
  argv: string[];
  env: Record<string, string>;
  cwd: string;
  columns: number;
  rows: number;
  /** Lines above the grid. */
  scrollback: number | "unlimited";
}

/** Makes a terminal and starts the program in it. */
export type TerminalFactory = (spec: TerminalSpec) => Terminal;

const MAX_EVENTS = 1000;

/** A screen with a program behind it. What the program is made of is left to those that extend this. */
export abstract class Terminal {
  protected readonly screen: Screen;
  #listeners = new Set<(event: TerminalEvent) => void>();
  /** The last 1,000 things told by escape codes, oldest first. */
  readonly events: EscapeEvent[] = [];
  readonly userVariables = new Map<string, string>();
  /** Set by OSC 0 and 1 / OSC 0 and 2; null before. */
  iconTitle: string | null = null;
  windowTitle: string | null = null;
  badge: string | null = null;
  attention: "yes" | "once" | "no" | "flash" | "fireworks" = "no";
  /** From OSC 7 or OSC 1337;CurrentDir; null without shell integration. */
  directory: string | null = null;
  /** OSC 9;4: state 0 none, 1 percent, 2 error, 3 indeterminate, 4 paused. */
  progress: { state: number; percent: number | null } = { state: 0, percent: null };
  prompt: PromptState = "none";
  /** Code of the last OSC 133;D. */
  lastCommandCode: number | null = null;
  /** Texts of OSC 9, the last 1,000. */
  readonly notifications: string[] = [];
  bellCount = 0;
  /** Whether OSC 0, 1 and 2 are heard. */
  allowsTitles = true;
  /** Gets what the program says, byte for byte, before anything is made of it. */
  onBytes: ((bytes: Uint8Array) => void) | null = null;
  /** Whether anything has come from the program yet. */
  hasOutput = false;
  exit: Exit | null = null;

  constructor(spec: Pick<TerminalSpec, "columns" | "rows" | "scrollback">) {
    this.screen = new Screen({
      ...spec,
      onEscape: (event) => this.#take(event),
      onAnswer: (text) => this.write(text),
    });
  }

  /** "/dev/pts/5"; "" when there is none. */
  abstract readonly tty: string;
  /** Process id of the program, which leads the session of the tty; null without a process. */
  abstract readonly pid: number | null;
  /** The program that has the terminal now; null: none, or it is gone. */
  abstract readonly foreground: { pid: number; args: string[] } | null;
  /** As if typed: no newline added. Nothing happens once the program is gone. */
  abstract write(text: string): void;
  /** Stops or goes on reading what the program says. */
  abstract pause(paused: boolean): void;
  /** The terminal goes away under the program (SIGHUP). Programs that ignore it live on. */
  abstract hangUp(): void;
  /** How many processes still run here, the program and what it started. */
  abstract leftBehind(): number;
  /** Ends everything that runs here, by force if need be; resolves when nothing is left. */
  abstract end(): Promise<void>;
  protected abstract resizeProgram(columns: number, rows: number): void;

  get columns(): number {
    return this.screen.columns;
  }

  get rows(): number {
    return this.screen.rows;
  }

  get cursor(): { column: number; row: number } {
    return this.screen.cursor;
  }

  get alternateScreen(): boolean {
    return this.screen.alternate;
  }

  /** What a tab would show of the program's own titles. */
  get title(): string | null {
    return this.iconTitle ?? this.windowTitle;
  }

  /** Whole scrollback and grid; see `Screen.contents`. */
  contents(): string {
    return this.screen.contents();
  }

  /** The rows of the grid without trailing blanks. */
  visible(): string[] {
    return this.screen.visible();
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) {
      return;
    }
    this.screen.resize(columns, rows);
    this.resizeProgram(columns, rows);
    this.emit({ kind: "resized" });
  }

  /** Draws text that does not come from the program, as iTerm2 does for "Session Ended". */
  async print(text: string): Promise<void> {
    await this.screen.feed(text);
    this.emit({ kind: "drawn" });
  }

  /** Returns the function that stops the listening. */
  on(listener: (event: TerminalEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Resolves as soon as `predicate` holds, looking again at each event of this terminal.
   * Rejects after `timeoutMs` with the screen in the message.
   */
  until(predicate: (terminal: this) => boolean, timeoutMs = 10_000): Promise<this> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (predicate(this)) {
          stop();
          resolve(this);
        }
      };
      const stop = () => {
        clearTimeout(timer);
        off();
      };
      const timer = setTimeout(() => {
        stop();
        const state = this.exit ? `ended with ${this.exit.code ?? this.exit.signal}` : "still running";
        reject(new Error(`Not so after ${timeoutMs} ms (${state}): ${predicate}\n${this.visible().join("\n")}`));
      }, timeoutMs);
      const off = this.on(look);
      look();
    });
  }

  protected emit(event: TerminalEvent): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  protected async take(data: Uint8Array): Promise<void> {
    this.hasOutput = true;
    this.onBytes?.(data);
    await this.screen.feed(data);
    this.emit({ kind: "output" });
  }

  protected async finish(exit: Exit): Promise<void> {
    await this.screen.feed("");
    this.exit = exit;
    this.emit({ kind: "exit", exit });
  }

  #take(event: EscapeEvent): void {
    if (event.kind === "title" && !this.allowsTitles) return;
    this.events.push(event);
    if (this.events.length > MAX_EVENTS) {
      this.events.shift();
    }
    this.#apply(event);
    this.emit(event);
  }

  #apply(event: EscapeEvent): void {
    switch (event.kind) {
      case "title":
        this.iconTitle = event.which === "window" ? this.iconTitle : event.text;
        this.windowTitle = event.which === "icon" ? this.windowTitle : event.text;
        break;
      case "user_variable":
        this.userVariables.set(event.name, event.value);
        break;
      case "badge":
        this.badge = event.format;
        break;
      case "attention":
        this.attention = event.how;
        break;
      case "directory":
        this.directory = event.path;
        break;
      case "prompt":
        this.prompt = ({ A: "prompt", B: "typing", C: "running", D: "finished" } as const)[event.mark];
        this.lastCommandCode = event.mark === "D" ? event.code : this.lastCommandCode;
        break;
      case "notification":
        this.notifications.push(event.text);
        this.notifications.splice(0, this.notifications.length - MAX_EVENTS);
        break;
      case "progress":
        this.progress = { state: event.state, percent: event.percent };
        break;
      case "bell":
        this.bellCount += 1;
        break;
      case "mark":
      case "clear_scrollback":
        break;
    }
  }
}
