import { Worker } from "node:worker_threads";
import type { AwaitPoint, CrashReport, FromWorker, KillAt, Tree, ToWorker, WorkerOrder } from "../protocol.ts";
import { Changes } from "./changes.ts";
import { workerSource } from "./worker-source.ts";

/** How a run of a command ended. */
export interface RunEnd {
  /** `completed`: a no-view command or tool returned; `unloaded`: Raycast ended it; `killed`: at the point asked for. */
  how: "completed" | "unloaded" | "killed" | "crashed" | "timed_out";
  value?: unknown;
  /** What a tool threw. */
  error?: string;
  crash?: CrashReport;
  killedAt?: AwaitPoint & { side: "before" | "after" };
  /** Every await point that was reached, in order. */
  points: AwaitPoint[];
  logs: LogLine[];
}
export interface LogLine {
  level: "log" | "warn" | "error";
  text: string;
}
export interface RunPlan {
  command: string;
  title: string;
  order: WorkerOrder;
  env: Record<string, string>;
  heapMb: number;
  serve: (run: Run, message: FromWorker & { type: "call" }) => Promise<unknown>;
}

/** A command failed without handling it; `report` has the stack inside the bundle. */
export class CommandCrash extends Error {
  readonly report: CrashReport;
  constructor(command: string, report: CrashReport) {
    super(`${command} crashed (${report.during}): ${report.message}\n${report.stack}`);
    this.name = "CommandCrash";
    this.report = report;
  }
}

/** One run of one command: its worker thread, from start to unloading. */
export class Run {
  readonly command: string;
  readonly title: string;
  readonly order: WorkerOrder;
  readonly points: AwaitPoint[] = [];
  readonly logs: LogLine[] = [];
  readonly changes = new Changes();
  readonly startedAt = performance.now();
  /** Milliseconds from the launch, and from the loading of the bundle, to the first rendering. */
  firstRenderMs: number | null = null;
  loadToRenderMs: number | null = null;
  #loadingAt = 0;
  tree: Tree | null = null;
  confirmation: { value: unknown } | null = null;
  end: RunEnd | null = null;
  /** Called before others learn of the end. */
  onEnd: (end: RunEnd) => void = () => undefined;
  readonly #worker: Worker;
  readonly #plan: RunPlan;
  readonly #invoked = new Map<number, (message: FromWorker & { type: "invoked" }) => void>();
  #sent = 0;
  #ending: Promise<unknown> | null = null;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.command = plan.command;
    this.title = plan.title;
    this.order = plan.order;
    this.#worker = new Worker(workerSource(), {
      eval: true,
      workerData: plan.order,
      env: plan.env,
      execArgv: ["--disable-warning=ExperimentalWarning"],
      resourceLimits: { maxOldGenerationSizeMb: plan.heapMb },
      stdin: false,
    });
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error: Error) => this.#crashed(reportOf(error)));
    this.#worker.on("exit", () => this.#finish({ how: "unloaded" }));
  }

  /** Resolves when the run is over and its thread gone. */
  async ended(): Promise<RunEnd> {
    if (!this.end) await new Promise<void>((resolve) => this.#whenEnded(() => resolve()));
    await this.#ending;
    return this.end as RunEnd;
  }

  /** Calls a function of the command; resolves when it, and what it returned, is done or the run is over. */
  async invoke(handler: string, ...args: unknown[]): Promise<unknown> {
    return this.#send((id) => ({ type: "invoke", id, handler, args }));
  }
  async pressToast(toast: number, which: "primaryAction" | "secondaryAction"): Promise<unknown> {
    return this.#send((id) => ({ type: "toast-action", id, toast, which }));
  }
  async pop(): Promise<unknown> {
    return this.#send((id) => ({ type: "pop", id }));
  }
  confirmTool(): void {
    this.#post({ type: "tool-go", id: ++this.#sent });
  }

  /** Ends the thread with everything in it: timers, promises, state. */
  async unload(how: "unloaded" | "timed_out" = "unloaded"): Promise<RunEnd> {
    this.#finish({ how });
    await this.#ending;
    return this.end as RunEnd;
  }

  /** The run violated a rule of Raycast: recorded and ended like a crash of the command. */
  fail(problem: Error): void {
    this.#crashed({
      name: problem.name,
      message: problem.message,
      stack: problem.stack ?? "",
      during: "Raycast's rules",
    });
  }

  #send(message: (id: number) => ToWorker): Promise<unknown> {
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      if (this.end) return reject(new Error(`${this.command} is not running (${this.end.how})`));
      const stop = this.#whenEnded((end) => {
        this.#invoked.delete(id);
        if (end.crash) reject(new CommandCrash(this.command, end.crash));
        else resolve(undefined);
      });
      this.#invoked.set(id, ({ value, crash }) => {
        stop();
        if (crash) reject(new CommandCrash(this.command, crash));
        else resolve(value);
      });
      this.#post(message(id));
    });
  }

  #post(message: ToWorker): void {
    if (!this.end) this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    if (this.end) return;
    switch (message.type) {
      case "call":
        return void this.#answer(message);
      case "loading":
        this.#loadingAt = performance.now();
        break;
      case "tree":
        this.loadToRenderMs ??= performance.now() - this.#loadingAt;
        this.firstRenderMs ??= performance.now() - this.startedAt;
        this.tree = message.tree;
        break;
      case "invoked":
        this.#invoked.get(message.id)?.(message);
        this.#invoked.delete(message.id);
        break;
      case "point":
        this.points.push(message.point);
        break;
      case "frozen":
        return this.#finish({ how: "killed", killedAt: { ...message.point, side: message.side } });
      case "ended":
        return this.#finish({ how: "completed", value: message.value, error: message.error });
      case "confirmation":
        this.confirmation = { value: message.value };
        break;
      case "crash":
        return this.#crashed(message.crash);
      case "log":
        this.logs.push({ level: message.level, text: message.text });
        break;
    }
    this.changes.tell();
  }

  async #answer(message: FromWorker & { type: "call" }): Promise<void> {
    try {
      const value = await this.#plan.serve(this, message);
      this.#post({ type: "reply", id: message.id, ok: true, value });
    } catch (error) {
      this.#post({ type: "reply", id: message.id, ok: false, message: reportOf(error).message });
    }
  }

  #crashed(crash: CrashReport): void {
    this.#finish({ how: "crashed", crash });
  }

  #finish(end: Omit<RunEnd, "points" | "logs">): void {
    if (this.end) return;
    this.end = { ...end, points: this.points, logs: this.logs };
    this.#ending = this.#worker.terminate();
    if (this.order.mode !== "view") this.tree = null;
    this.onEnd(this.end);
    this.changes.tell();
  }

  #whenEnded(listener: (end: RunEnd) => void): () => void {
    const stop = this.changes.listen(() => {
      if (!this.end) return;
      stop();
      listener(this.end);
    });
    return stop;
  }
}

/** A kill was asked for and the run ended before its point: such a run tests nothing. */
export class NotReached extends Error {
  constructor(command: string, { points }: RunEnd, killAt: KillAt) {
    const wanted = "point" in killAt ? killAt.point : `"${killAt.name}" for the ${killAt.nth}. time`;
    super(`${command} reached only ${points.length} await points, not ${wanted}`);
    this.name = "NotReached";
  }
}

/** The end, if the run was killed where that was asked for; throws `NotReached`. */
export function reached(command: string, end: RunEnd, killAt: KillAt | undefined): RunEnd {
  if (!killAt || end.how === "killed") return end;
  throw new NotReached(command, end, killAt);
}

function reportOf(error: unknown): CrashReport {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack, during: "worker" };
}
