import { randomUUID } from "node:crypto";
import type { Terminal, TerminalFactory } from "../terminals/terminal.ts";
import type { MacClock } from "./clock.ts";
import { environmentOf, isRunnable } from "./launcher.ts";
import type { AppEnvironment } from "./launcher.ts";
import { sizesOf } from "./layout.ts";
import type { Session } from "./session.ts";
import type { Switches } from "./switches.ts";

/** The programs of all sessions: started, heard to end, run again, hung up. */
export class Programs {
  /** Terminals whose programs, or what they started, may still live; those of closed sessions too. */
  readonly terminals = new Set<Terminal>();
  readonly #start: TerminalFactory;
  readonly #app: AppEnvironment;
  readonly #clock: MacClock;
  readonly #switches: Switches;
  readonly #close: (session: Session) => void;
  /** Restarts and hang-ups to come: how to call each off, and the terminal to hang up then. */
  readonly #pending = new Map<() => void, Terminal | null>();

  /** `close`: what happens to a session whose profile closes it when its program ends. */
  constructor(options: {
    start: TerminalFactory;
    app: AppEnvironment;
    clock: MacClock;
    switches: Switches;
    close: (session: Session) => void;
  }) {
    this.#start = options.start;
    this.#app = options.app;
    this.#clock = options.clock;
    this.#switches = options.switches;
    this.#close = options.close;
  }

  /** Starts the session's `argv`; `before` is what the screen showed before (contents of an earlier program). */
  start(session: Session, before = ""): void {
    const { argv, profile, tab } = session;
    const cwd = profile.directory ?? this.#app.home;
    const { columns, rows } = (tab && sizesOf(tab.layout, tab.window.size).get(session)) ?? profile;
    const env = environmentOf(session, this.#app, cwd);
    session.execFailed = !isRunnable(argv[0] ?? "", this.#app.path);
    const terminal = this.#start({ argv, env, cwd, columns, rows, scrollback: profile.scrollback });
    this.terminals.add(terminal);
    if (before.trim() !== "") {
      void terminal.print(`${before.trimEnd().replaceAll(/ ?\n/g, "\r\n")}\r\n`);
    }
    session.attach(terminal, () => this.#ended(session, terminal));
  }

  /** A program that went on without the app is heard again. */
  reattach(session: Session, terminal: Terminal): void {
    session.attach(terminal, () => this.#ended(session, terminal));
    if (terminal.exit) {
      this.#ended(session, terminal);
    }
  }

  /** Its session is closed: unheard, it lives on for the time of undo, unless it is over already. */
  release(session: Session): void {
    const { terminal } = session;
    if (!terminal) {
      return;
    }
    if (session.ended) {
      this.#forget(terminal);
      return;
    }
    session.ended = true;
    terminal.pause(true);
    this.#later(this.#switches.undoCloseMs, terminal, () => terminal.hangUp());
  }

  hangUpAll(): void {
    for (const terminal of this.terminals) {
      terminal.hangUp();
    }
  }

  /** The app goes: what it was to do later is done now (hang-ups) or never (restarts). */
  vanish(): void {
    for (const [cancel, terminal] of this.#pending) {
      cancel();
      terminal?.hangUp();
    }
    this.#pending.clear();
  }

  #ended(session: Session, terminal: Terminal): void {
    if (session.ended) {
      this.#forget(terminal);
      return;
    }
    session.ended = true;
    void terminal.print(endMessage("Session Ended", terminal));
    const ending = session.profile.whenProgramEnds;
    if (ending === "close") {
      this.#close(session);
    } else if (ending === "restart") {
      this.#later(this.#switches.restartDelayMs, null, () => this.#restart(session, terminal));
    }
  }

  /** The same pane and command, under a new GUID. */
  #restart(session: Session, old: Terminal): void {
    if (session.tab && session.ended) {
      session.guid = randomUUID().toUpperCase();
      this.start(session, old.contents());
    }
    this.#forget(old);
  }

  /** Lets go of a terminal once nothing that it started is left. What a program left behind lives on, as on a Mac. */
  #forget(terminal: Terminal): void {
    if (terminal.exit !== null && terminal.leftBehind() === 0) {
      this.terminals.delete(terminal);
    }
  }

  #later(ms: number, terminal: Terminal | null, work: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#pending.delete(cancel);
      work();
    });
    this.#pending.set(cancel, terminal);
  }
}

/** The divider that iTerm2 draws under the last line of an ended program. */
function endMessage(text: string, terminal: Terminal): string {
  const message = ` ${text} `;
  const dashes = "─".repeat(Math.max(0, Math.floor((terminal.columns - message.length) / 2)));
  return `${terminal.cursor.column === 0 ? "" : "\r\n"}${dashes}${message}${dashes}\r\n`;
}
