import { randomInt } from "node:crypto";
import { basename } from "node:path";
import type { MacClock } from "./clock.ts";
import { TITLE } from "./profile.ts";
import type { Profile } from "./profile.ts";
import type { SessionLog } from "./session-log.ts";
import type { Switches } from "./switches.ts";
import { processesOf } from "../terminals/processes-on-tty.ts";
import type { Terminal } from "../terminals/terminal.ts";
import type { Tab } from "./window.ts";
import { interpolate } from "./command-line.ts";

const PROCESSING_MS = 2_000;
/** Output within this time of a resize is a redraw and no sign of work. */
const RESIZE_GRACE_MS = 250;

/** The program that has the terminal now. */
export interface Job {
  pid: number;
  name: string;
  commandLine: string;
}

/** One pane: a screen, and usually a program behind it. */
export class Session {
  /** Changes when the session is restarted. */
  guid: string;
  #profile: Profile;
  readonly createdAt: number;
  /** null in a session that is buried, closed, or not yet placed. */
  tab: Tab | null = null;
  /** null until its program has been started. */
  terminal: Terminal | null = null;
  /** The `command` it was made with, as given; null: the profile's. */
  readonly command: string | null;
  argv: string[] = [];
  /** Its program is gone and it was kept ("Session Ended"). */
  ended = false;
  locked = false;
  /** Program not found: no "ended very soon" warning then. */
  execFailed = false;
  /** "w0t1p0", fixed at launch. */
  place = "";
  /** Set by a script for this session only; takes the place of the profile's name. */
  nameFormat: string | null = null;
  /** A random number of its own. */
  readonly autoLogId = randomInt(2 ** 32);
  log: SessionLog | null = null;
  /** What iTerm2 says its log is: also of one that it could not open, or not write. */
  logFilename: string | null = null;
  /** `user.…` variables, from OSC 1337 SetUserVar and from scripts. */
  readonly variables = new Map<string, string>();
  /** Expressions of `\(…)` that iTerm2 was made to evaluate for this session, each once. */
  readonly evaluated: string[] = [];
  /** What the title shows: the name format, or the last OSC 0/1 after it. */
  #ownTitle: string | null = null;
  /** Of this session alone, once a title of its program has changed them. */
  #ownTitleComponents: number | null = null;
  #lastOutputAt: number;
  #lastResizeAt = Number.NEGATIVE_INFINITY;
  readonly #clock: MacClock;
  readonly #switches: Switches;
  readonly #scope: (session: Session, name: string) => string | null;

  constructor(options: {
    guid: string;
    profile: Profile;
    command: string | null;
    clock: MacClock;
    switches: Switches;
    /** The value of a variable of the session; null when there is none. */
    scope: (session: Session, name: string) => string | null;
  }) {
    this.guid = options.guid;
    this.#profile = options.profile;
    this.command = options.command;
    this.#clock = options.clock;
    this.#switches = options.switches;
    this.#scope = options.scope;
    this.createdAt = options.clock.now();
    this.#lastOutputAt = this.createdAt;
  }

  /** Its terminal is this one from now on; `onEnd` once its program is gone. */
  attach(terminal: Terminal, onEnd: () => void): void {
    this.terminal = terminal;
    this.ended = false;
    terminal.allowsTitles = this.profile.allowsTitleSetting;
    terminal.onBytes = (bytes) => this.log?.write(bytes);
    terminal.on((event) => {
      const now = this.#clock.now();
      if (event.kind === "output" && now - this.#lastResizeAt >= RESIZE_GRACE_MS) {
        this.#lastOutputAt = now;
      } else if (event.kind === "resized") {
        this.#lastResizeAt = now;
      } else if (event.kind === "title" && event.which !== "window") {
        this.#ownTitle = event.text;
        if (!(this.titleComponents & TITLE.sessionName)) {
          this.#ownTitleComponents = this.titleComponents | TITLE.temporaryName;
        }
      } else if (event.kind === "user_variable") {
        this.variables.set(`user.${event.name}`, event.value);
      } else if (event.kind === "exit" && this.terminal === terminal) {
        onEnd();
      }
    });
  }

  get profile(): Profile {
    return this.#profile;
  }

  /**
   * Its profile has changed: what is not overridden for this session alone is as the profile has it now. Command, folder
   * and log were read at its launch.
   */
  takeProfile(profile: Profile): void {
    this.#profile = profile;
    if (this.terminal) this.terminal.allowsTitles = profile.allowsTitleSetting;
  }

  /** The log is closed, and with it its name is forgotten. */
  stopLog(): void {
    this.log?.close();
    this.log = null;
    this.logFilename = null;
  }

  /** What the badge shows; "" for none. */
  get badge(): string {
    const { badge } = this.terminal ?? {};
    return badge ?? this.#interpolated(this.profile.badge);
  }

  get titleComponents(): number {
    return this.#ownTitleComponents ?? this.profile.titleComponents;
  }

  /** Its tty, "" where iTerm2 has none to give. */
  get tty(): string {
    const late = this.splitAt !== null && this.#clock.now() - this.splitAt < this.#switches.splitTtyDelayMs;
    return late ? "" : (this.terminal?.tty ?? "");
  }

  /** When it was made by a split; null otherwise. */
  splitAt: number | null = null;

  get isProcessing(): boolean {
    return this.#clock.now() - this.#lastOutputAt < PROCESSING_MS;
  }

  /** Only shell integration can tell: the prompt is there and waits for a command. */
  get isAtShellPrompt(): boolean {
    return this.terminal?.prompt === "typing";
  }

  /** What OSC 9 has posted, if the profile allows it. */
  get notifications(): string[] {
    return this.profile.allowsNotifications ? (this.terminal?.notifications ?? []) : [];
  }

  get contents(): string {
    return this.terminal?.contents() ?? "";
  }

  get job(): Job | null {
    const foreground = this.ended ? null : (this.terminal?.foreground ?? null);
    if (!foreground) {
      return null;
    }
    const { pid, args } = foreground;
    return { pid, name: basename(args[0] ?? ""), commandLine: args.join(" ") };
  }

  /** Programs that run in it besides the one that it was made for. */
  get jobs(): number {
    const pid = this.terminal?.pid ?? null;
    return pid === null || this.ended ? 0 : processesOf(pid, null).filter((row) => row.pid !== pid).length;
  }

  /** The title without the job. */
  get autoName(): string {
    return this.#ownTitle ?? this.#evaluatedFormat();
  }

  /** The evaluated title (iTermSessionTitleBuiltInFunction.m, titleForSessionName:…). */
  get name(): string {
    const { sessionName, job, profileName, profileAndSessionName, temporaryName } = TITLE;
    const parts = this.titleComponents;
    const has = (part: number) => (parts & part) !== 0;
    if (parts === 0) return this.terminal?.iconTitle ?? this.terminal?.windowTitle ?? "Shell";
    if (parts & ~(sessionName | job | profileName | profileAndSessionName | temporaryName)) {
      throw new Error(`The test Mac's iTerm2 does not model the title components ${parts}`);
    }
    const { autoName } = this;
    const both = autoName === this.profile.name ? autoName : `${this.profile.name}: ${autoName}`;
    const name =
      has(sessionName) || has(temporaryName)
        ? autoName
        : has(profileName)
          ? this.profile.name
          : has(profileAndSessionName)
            ? both
            : null;
    const running = has(job) ? (this.job?.name ?? null) : null;
    return name === null ? (running ?? " ") : withJob(name, running);
  }

  /** A format string for this session only: `profileName` shows it too, and a later OSC 0/1 takes its place. */
  setName(format: string): void {
    this.nameFormat = format;
    this.#ownTitle = null;
  }

  get profileName(): string {
    return this.nameFormat ?? this.profile.name;
  }

  /** Value of an expression in this session's scope, noting that it was evaluated; null when there is none. */
  evaluate(expression: string): string | null {
    if (!this.evaluated.includes(expression)) {
      this.evaluated.push(expression);
    }
    return this.#scope(this, expression.trim().replace(/^session\./, ""));
  }

  #evaluatedFormat(): string {
    return this.#interpolated(this.nameFormat ?? this.profile.name);
  }

  #interpolated(format: string): string {
    return interpolate(format, (expression) => this.evaluate(expression) ?? "") ?? format;
  }
}

function withJob(name: string, job: string | null): string {
  return job === null ? name : `${name} (${job})`;
}
