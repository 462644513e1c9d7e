import { randomUUID } from "node:crypto";
import type { Terminal, TerminalFactory } from "../terminals/terminal.ts";
import type { MacClock } from "./clock.ts";
import { environmentOf, isRunnable } from "./launcher.ts";
import type { AppEnvironment } from "./launcher.ts";
import { sizesOf } from "./layout.ts";
import type { Session } from "./session.ts";
import { openLog, startLog } from "./session-log.ts";
import type { LogHost } from "./session-log.ts";
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
  readonly #logs: LogHost;
  /** Restarts and hang-ups to come: how to call each off, and what is done at once where the app goes away before. */
  readonly #pending = new Map<() => void, () => void>();

  /** `close`: what happens to a session whose profile closes it when its program ends. */
  constructor(options: {
    start: TerminalFactory;
    app: AppEnvironment;
    clock: MacClock;
    switches: Switches;
    close: (session: Session) => void;
    logs: LogHost;
  }) {
    this.#start = options.start;
    this.#app = options.app;
    this.#clock = options.clock;
    this.#switches = options.switches;
    this.#close = options.close;
    this.#logs = options.logs;
  }

  /**
   * Starts the session's `argv`, at once unless the user is asked something; `before` is what the screen showed before
   * (contents of an earlier program).
   */
  async start(session: Session, before = ""): Promise<void> {
    const asking = startLog(session, this.#logs);
    if (asking) await asking;
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

  /** A program that went on without the app is heard again; what was logged is logged on. */
  async reattach(session: Session, terminal: Terminal, logFilename: string | null): Promise<void> {
    const asking = logFilename === null ? null : openLog(session, logFilename, this.#logs);
    if (asking) await asking;
    terminal.pause(false);
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
    const hangUp = () => {
      terminal.hangUp();
      session.stopLog();
    };
    this.#later(this.#switches.undoCloseMs, hangUp, hangUp);
  }

  hangUpAll(): void {
    for (const terminal of this.terminals) {
      terminal.hangUp();
    }
  }

  /** The app goes: what it was to do later is done now (hang-ups) or never (restarts). */
  vanish(): void {
    for (const [cancel, now] of this.#pending) {
      cancel();
      now();
    }
    this.#pending.clear();
  }

  #ended(session: Session, terminal: Terminal): void {
    session.stopLog();
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
      this.#later(
        this.#switches.restartDelayMs,
        () => this.#restart(session, terminal),
        () => {},
      );
    }
  }

  /** The same pane and command, under a new GUID. */
  #restart(session: Session, old: Terminal): void {
    if (session.tab && session.ended) {
      session.guid = randomUUID().toUpperCase();
      void this.start(session, old.contents());
    }
    this.#forget(old);
  }

  /** Lets go of a terminal once nothing that it started is left. What a program left behind lives on, as on a Mac. */
  #forget(terminal: Terminal): void {
    if (terminal.exit !== null && terminal.leftBehind() === 0) {
      this.terminals.delete(terminal);
    }
  }

  #later(ms: number, work: () => void, ifTheAppGoes: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#pending.delete(cancel);
      work();
    });
    this.#pending.set(cancel, ifTheAppGoes);
  }
}

/** The divider that iTerm2 draws under the last line of an ended program. */
function endMessage(text: string, terminal: Terminal): string {
  const message = ` ${text} `;
  const dashes = "─".repeat(Math.max(0, Math.floor((terminal.columns - message.length) / 2)));
  return `${terminal.cursor.column === 0 ? "" : "\r\n"}${dashes}${message}${dashes}\r\n`;
}
