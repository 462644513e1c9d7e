import type { Action, ActionResult, LaunchAction } from "../../../src/core/model/action.ts";
import type {
  JournalEntry,
  LaunchState,
  Observation,
  ProcessRow,
  SeenOutput,
} from "../../../src/core/model/observation.ts";
import { Fault } from "../../../src/core/model/fault.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { restartPolicy, type SessionTemplate } from "../../../src/core/model/session-template.ts";
import type { ExitStatus } from "../../../src/core/model/should-restart.ts";
import { anObservation, aSeenOutput } from "../builders/observation.ts";
import { afterRun, NO_BACKOFF, type Backoff, type EndedRun } from "../builders/restart-policy.ts";

/** How a template's command behaves. */
export interface Program {
  /** ms until it ends by itself; null: it runs until it is told to end. */
  lasts: number | null;
  code: number;
  /** Only SIGKILL ends it. */
  stubborn?: boolean;
  /** ms until it writes what `ready_log_line` looks for; null: never. */
  ready_after?: number | null;
}

export const SERVER: Program = { lasts: null, code: 0 };

interface Run {
  session_id: string;
  token: string;
  program: Program;
  template: SessionTemplate;
  guid: string;
  tty: string;
  pid: number;
  state: "running" | "backoff" | "shell" | "dead";
  since: number;
  backoff: Backoff;
  attempt: number;
  stop_asked: boolean;
  said_ready: boolean;
}

/** Everything that happened, as it truly did: what properties are checked against. */
export interface Fact {
  at: number;
  what: "started" | "ended" | "closed_alive" | "asked_to_stop" | "ready" | "stop_command";
  session_id: string;
  code?: number | null;
}

/**
 * `no_room`: a split opened a tab instead.
 * `late`: its pane is there, but the runner in it takes the launch only after a while, if it still may.
 * `unheard_slow`: iTerm2 did not answer, and its runner takes a few seconds.
 */
export type Fate = "done" | "no_room" | "refused" | "unheard" | "unheard_slow" | "not_taken" | "late";

/** ms until a `late` runner comes round to its launch: longer than a launch is left lying. */
const LATE = 16_000;
const SLOW = 5_000;

/**
 * A small iTerm2 with runners in it, whose programs do as they are told. Panes close when their program ends, as with
 * iTerm2's default profile, unless `keepsPanes`.
 */
export class ModelWorld {
  now = 1_000_000;
  keepsPanes = false;
  running = true;
  /** What becomes of a stop command; null: it ends with 0, and no program takes notice. */
  stopCommand: (sessionId: string) => Fault | null = () => null;
  readonly facts: Fact[] = [];
  readonly tabs: string[][] = [];
  readonly journals: Record<string, JournalEntry[]> = {};
  readonly launches: Record<string, LaunchState> = {};
  readonly written: { guid: string; text: string; newline: boolean }[] = [];
  private readonly runs: Run[] = [];
  private readonly ttys = new Map<string, string>();
  private late: { at: number; action: LaunchAction; guid: string }[] = [];
  private made = 0;
  private readonly projects: Record<string, Project>;
  private readonly programs: Record<string, Program>;

  constructor(projects: Record<string, Project>, programs: Record<string, Program>) {
    this.projects = projects;
    this.programs = programs;
  }

  get panes(): string[] {
    return this.tabs.flat();
  }

  alive(sessionId: string): Run[] {
    return this.runs.filter(({ session_id, state }) => session_id === sessionId && isAlive(state));
  }

  anyAlive(): boolean {
    return this.runs.some(({ state }) => isAlive(state) || state === "shell");
  }

  /** Lets time pass, in steps in which one thing after the other happens. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end;) {
      this.now = Math.min(end, this.now + 250);
      for (const run of this.runs) this.goOn(run);
      const due = this.late.filter(({ at }) => at <= this.now);
      this.late = this.late.filter(({ at }) => at > this.now);
      for (const { action, guid } of due) this.comeRound(action, guid);
    }
  }

  /** The machine slept, or its clock was set: what runs in it has not gone on. */
  jump(ms: number): void {
    this.now += ms;
    for (const run of this.runs) run.since += ms;
    for (const one of this.late) one.at += ms;
  }

  private goOn(run: Run): void {
    const { program } = run;
    if (run.state === "running" && program.lasts !== null && this.now - run.since >= program.lasts) {
      this.write(run, { event: "exited", at: this.now, code: program.code });
      this.over(run, { code: program.code, signal: null });
    } else if (run.state === "backoff" && this.now - run.since >= run.backoff.delay_ms) {
      run.attempt += 1;
      this.begin(run);
    }
  }

  private begin(run: Run): void {
    const { guid: iterm_session_id, pid, tty, attempt, token } = run;
    run.state = "running";
    run.since = this.now;
    run.said_ready = false;
    this.write(run, { event: "started", at: this.now, attempt, pid, tty, iterm_session_id, token });
    this.facts.push({ at: this.now, what: "started", session_id: run.session_id });
  }

  private over(run: Run, end: ExitStatus): void {
    this.facts.push({ at: this.now, what: "ended", session_id: run.session_id, code: end.code });
    const ended: EndedRun = {
      ...end,
      began_at: run.since,
      ended_at: this.now,
      stop_requested: run.stop_asked,
      interrupted: false,
    };
    const after = afterRun({ ...run.template, policy: restartPolicy(run.template) }, ended, run.backoff);
    run.since = this.now;
    if (after.next === "restart") {
      run.state = "backoff";
      run.backoff = after.backoff;
      const { delay_ms } = run.backoff;
      this.write(run, { event: "restarting", at: this.now, attempt: run.attempt + 1, delay_ms });
      return;
    }
    if (after.next === "close") return this.die(run);
    if (after.next === "give_up") this.write(run, { event: "gave_up", at: this.now, reason: "crash loop" });
    this.leaveShell(run);
  }

  private leaveShell(run: Run): void {
    run.state = "shell";
    this.write(run, { event: "shell", at: this.now });
  }

  private die(run: Run): void {
    if (run.state === "dead") return;
    run.state = "dead";
    this.write(run, { event: "closed", at: this.now });
    if (!this.keepsPanes) this.removePane(run.guid);
  }

  private write(run: Run, entry: JournalEntry): void {
    (this.journals[run.session_id] ??= []).push(entry);
  }

  private removePane(guid: string): void {
    for (const tab of this.tabs) if (tab.includes(guid)) tab.splice(tab.indexOf(guid), 1);
    const left = this.tabs.filter((tab) => tab.length > 0);
    this.tabs.splice(0, this.tabs.length, ...left);
  }

  /** A pane goes away, by hand or by iTerm2 quitting: what runs in it is hung up on. */
  closeByHand(guid: string): void {
    this.removePane(guid);
    for (const run of this.runs.filter((each) => each.guid === guid && each.state !== "dead")) {
      if (isAlive(run.state)) this.facts.push({ at: this.now, what: "ended", session_id: run.session_id, code: null });
      this.die(run);
    }
  }

  quitIterm(): void {
    for (const guid of this.panes) this.closeByHand(guid);
    this.running = false;
  }

  /** Opens a pane that is none of ours. */
  openExternal(): string {
    const guid = `EXTERNAL-${(this.made += 1)}`;
    this.ttys.set(guid, `/dev/ttys${900 + this.made}`);
    this.tabs.push([guid]);
    return guid;
  }

  look(options: { failed?: boolean; without_processes?: boolean } = {}): Observation {
    const windows = this.tabs.map((panes, index) => ({
      index,
      title: `tab ${index}`,
      sessions: panes.map((id) => ({
        id,
        tty: this.ttys.get(id)!,
        name: null,
        is_processing: false,
        is_at_shell_prompt: false,
      })),
    }));
    const running = {
      state: "running" as const,
      windows: windows.length > 0 ? [{ id: 1, tabs: windows, readable: true }] : [],
    };
    const failed = { state: "unknown" as const, fault: new Fault("timed_out", "iTerm2 did not answer.") };
    return anObservation({
      at: this.now,
      terminal: options.failed ? failed : this.running ? running : { state: "not_running" },
      journals: Object.fromEntries(
        Object.entries(this.journals).map(([id, entries]) => [id, { entries: [...entries] }]),
      ),
      processes: options.without_processes ? null : this.runs.flatMap(processesOf),
      output: options.failed ? {} : Object.fromEntries(this.runs.flatMap((run) => this.outputOf(run))),
      launches: { ...this.launches },
    });
  }

  private outputOf(run: Run): [string, SeenOutput][] {
    const { ready_after } = run.program;
    if (run.state !== "running" || ready_after == null || run.said_ready) return [];
    if (this.now - run.since < ready_after) return [];
    run.said_ready = true;
    this.facts.push({ at: this.now, what: "ready", session_id: run.session_id });
    return [[run.session_id, aSeenOutput({ matched: { success: null, error: null, ready: "listening" } })]];
  }

  /** Does the actions; `fate` says what becomes of each launch. */
  act(actions: Action[], fate: (action: LaunchAction) => Fate = () => "done"): ActionResult[] {
    this.running ||= actions.some(({ type }) => type === "launch");
    return actions.map((action) => this.actOne(action, fate));
  }

  private actOne(action: Action, fate: (action: LaunchAction) => Fate): ActionResult {
    switch (action.type) {
      case "launch":
        return this.launch(action, fate(action));
      case "revoke_launch":
        if (this.launches[action.token] !== "claimed") this.launches[action.token] = "gone";
        return { ok: true, action };
      case "ask_runner_to_stop":
        this.facts.push({ at: this.now, what: "asked_to_stop", session_id: action.session_id });
        for (const run of this.runs) if (run.session_id === action.session_id) run.stop_asked = true;
        return { ok: true, action };
      case "signal":
        for (const run of this.runs) if (run.tty === action.tty) this.signal(run, action);
        return { ok: true, action };
      case "close_pane":
        this.closePane(action.iterm_session_id);
        return { ok: true, action };
      case "write":
        this.written.push({ guid: action.iterm_session_id, text: action.text, newline: action.newline });
        return { ok: true, action };
      case "run_stop_command": {
        this.facts.push({ at: this.now, what: "stop_command", session_id: action.session_id });
        const fault = this.stopCommand(action.session_id);
        return fault ? { ok: false, action, fault } : { ok: true, action };
      }
      case "focus":
      case "notify":
        return { ok: true, action };
    }
  }

  private signal(run: Run, { signal, whom }: Extract<Action, { type: "signal" }>): void {
    if (run.state === "dead") return;
    if (signal === "SIGKILL" && whom === "everyone") {
      if (isAlive(run.state)) this.facts.push({ at: this.now, what: "ended", session_id: run.session_id, code: null });
      this.die(run);
    } else if (run.state === "shell") {
      if (signal === "SIGHUP") this.die(run);
    } else if (run.state === "backoff") {
      this.facts.push({ at: this.now, what: "ended", session_id: run.session_id, code: null });
      if (run.stop_asked) this.die(run);
      else this.leaveShell(run);
    } else if (!run.program.stubborn) {
      this.write(run, { event: "signalled", at: this.now, signal });
      this.over(run, { code: null, signal });
    }
  }

  private closePane(guid: string): void {
    const living = this.runs.filter((run) => run.guid === guid && run.state !== "dead");
    for (const { session_id } of living) this.facts.push({ at: this.now, what: "closed_alive", session_id });
    this.closeByHand(guid);
  }

  private paneFor(sessionId: string): string | undefined {
    return this.runs.findLast((run) => run.session_id === sessionId && this.panes.includes(run.guid))?.guid;
  }

  private launch(action: LaunchAction, fate: Fate): ActionResult {
    const no = (mayHaveHappened: boolean): ActionResult => {
      return { ok: false, action, fault: new Fault("timed_out", "iTerm2 did not answer", { mayHaveHappened }) };
    };
    const { placement: place } = action;
    const parent = place.kind === "split" ? this.paneFor(place.of) : undefined;
    if (fate === "refused" || (place.kind === "split" && !parent)) return no(false);
    const guid = place.kind === "reuse" ? place.iterm_session_id : `GUID-${(this.made += 1)}`;
    if (place.kind !== "reuse") {
      this.ttys.set(guid, `/dev/ttys${this.made}`);
      const room = fate === "no_room" ? undefined : parent;
      const tab = this.tabs.find((panes) => room !== undefined && panes.includes(room));
      if (tab) tab.push(guid);
      else this.tabs.push([guid]);
    }
    if (fate === "not_taken") {
      this.launches[action.token] = "offered";
      return { ok: true, action, iterm_session_id: guid };
    }
    if (fate === "late") {
      this.launches[action.token] = "offered";
      this.late.push({ at: this.now + LATE, action, guid });
      return { ok: true, action, iterm_session_id: guid };
    }
    if (fate === "unheard_slow") {
      this.launches[action.token] = "offered";
      this.late.push({ at: this.now + SLOW, action, guid });
      return no(true);
    }
    this.take(action, guid);
    if (fate === "unheard") return no(true);
    return { ok: true, action, iterm_session_id: guid, no_room: fate === "no_room" };
  }

  /** A late runner looks for its launch file: it is there, or it was called off and the pane goes. */
  private comeRound(action: LaunchAction, guid: string): void {
    if (!this.panes.includes(guid)) return;
    if (this.launches[action.token] === "offered") this.take(action, guid);
    else this.removePane(guid);
  }

  /** A runner takes a launch. */
  private take(action: LaunchAction, guid: string): void {
    this.launches[action.token] = "claimed";
    const template = this.projects[action.project_id]!.session_templates.find(({ id }) => id === action.template_id)!;
    const run: Run = {
      session_id: action.session_id,
      token: action.token,
      program: this.programs[action.template_id] ?? SERVER,
      template,
      guid,
      tty: this.ttys.get(guid)!,
      pid: 1000 + this.runs.length,
      state: "running",
      since: this.now,
      backoff: NO_BACKOFF,
      attempt: 1,
      stop_asked: false,
      said_ready: false,
    };
    // What is typed into the shell of an earlier run becomes its child; here it takes its place.
    for (const earlier of this.runs) if (earlier.guid === guid) earlier.state = "dead";
    this.runs.push(run);
    this.begin(run);
  }
}

function isAlive(state: Run["state"]): boolean {
  return state === "running" || state === "backoff";
}

function processesOf(run: Run): ProcessRow[] {
  if (run.state === "dead") return [];
  const tty = run.tty.replace("/dev/", "");
  const child = run.pid + 10_000;
  const runner = { pid: run.pid, ppid: 1, pgid: run.pid, tpgid: child, tty, stat: "Ss", command: "/bin/sh run.sh" };
  const command = run.state === "shell" ? "/bin/zsh -l -i" : "node server.js";
  return [runner, { ...runner, pid: child, ppid: run.pid, pgid: child, stat: "S+", command }];
}
