import { decide, type Decision } from "../../../src/core/decide/decide.ts";
import { applyResults } from "../../../src/core/decide/apply-results.ts";
import { openProject } from "../../../src/core/decide/desired-state.ts";
import type { LaunchAction } from "../../../src/core/model/action.ts";
import { NOTHING_DESIRED, type DesiredState } from "../../../src/core/model/desired.ts";
import type { Observation } from "../../../src/core/model/observation.ts";
import type { Project } from "../../../src/core/model/project.ts";
import { NOTHING_KNOWN, sessionIdOf, type RuntimeState } from "../../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { isIn } from "../../../src/core/model/session-state.ts";
import { Settings } from "../../../src/core/model/settings.ts";
import { ModelWorld, type Fate, type Program } from "./model-world.ts";

export interface TickOptions {
  /** The acting process is killed: before it does anything, or before it can say what it did. */
  killed?: "before_act" | "before_settle";
  failed_look?: boolean;
  fate?: (action: LaunchAction) => Fate;
  /** Changes what was seen, before it is decided upon. */
  seen?: (observation: Observation) => Observation;
}

/** One project in a model world, driven tick by tick as the orchestrator does it. */
export class Driver {
  desired: DesiredState = NOTHING_DESIRED;
  runtime: RuntimeState = NOTHING_KNOWN;
  last: Decision | null = null;
  readonly world: ModelWorld;
  project: Project;
  readonly decisions: Decision[] = [];

  constructor(project: Project, programs: Record<string, Program> = {}) {
    this.project = project;
    this.world = new ModelWorld({ [project.id]: project }, programs);
  }

  get projects(): Record<string, Project> {
    return { [this.project.id]: this.project };
  }

  get now(): number {
    return this.world.now;
  }

  open(options: { front?: boolean; window?: "current" | "new" } = {}): this {
    const request = { front: false, window: "current" as const, answers: {}, ...options };
    this.desired = openProject(this, this.project, request, this.now);
    return this;
  }

  edit(change: (desired: DesiredState, driver: this) => DesiredState): this {
    this.desired = change(this.desired, this);
    return this;
  }

  tick(options: TickOptions = {}): Decision {
    // No two ticks are at the same moment: each takes an osascript's time.
    this.world.pass(1);
    const look = this.world.look({ failed: options.failed_look });
    for (const session of Object.values(this.runtime.sessions)) {
      if (isIn(session, "launching")) look.launches[session.launch.token] ??= "gone";
    }
    const decision = decide({
      desired: this.desired,
      projects: this.projects,
      settings: Settings.parse({}),
      previous: this.runtime,
      observation: options.seen?.(look) ?? look,
      now: this.now,
      minute_of_day: 720,
    });
    this.last = decision;
    this.decisions.push(decision);
    this.desired = decision.desired;
    this.runtime = { ...decision.next, outbox: [] };
    if (options.killed === "before_act") return decision;
    const results = this.world.act(decision.actions, options.fate);
    if (options.killed !== "before_settle") this.runtime = applyResults(this.runtime, results, this.now);
    return decision;
  }

  /** Ticks, half a second apart, until nothing moves; fails if that takes more than `limit` ms. */
  settle(limit = 300_000): this {
    for (const end = this.now + limit; this.now <= end; this.world.pass(500)) {
      const { settled, actions } = this.tick();
      if (settled && actions.length === 0) return this;
    }
    throw new Error(
      `Not settled: ${JSON.stringify(Object.values(this.runtime.sessions).map(({ id, phase }) => [id, phase]))}`,
    );
  }

  /** Ticks, half a second apart, for this long. */
  run(ms: number): this {
    for (const end = this.now + ms; this.now < end; this.world.pass(500)) this.tick();
    return this;
  }

  session(templateId: string): ManagedSession {
    const session = this.runtime.sessions[sessionIdOf(this.project.id, templateId)];
    if (!session) throw new Error(`There is no session '${templateId}'.`);
    return session;
  }

  phase(templateId: string): string {
    return this.session(templateId).phase.name;
  }

  reason(templateId: string): string {
    const { phase } = this.session(templateId);
    return phase.name === "pending" || phase.name === "skipped" ? phase.reason : "";
  }

  /** Template ids in the order in which their commands truly started. */
  started(): string[] {
    return this.world.facts
      .filter(({ what }) => what === "started")
      .map(({ session_id }) => decodeURIComponent(session_id.split("/")[1]!));
  }

  asked(): string[] {
    return this.world.facts
      .filter(({ what }) => what === "asked_to_stop")
      .map(({ session_id }) => decodeURIComponent(session_id.split("/")[1]!));
  }
}
