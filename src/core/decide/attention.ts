import { agentOf } from "../agents/agent-of.ts";
import { detect } from "../agents/screen/detect.ts";
import { readQuestion } from "../agents/screen/question.ts";
import type { AgentKind } from "../model/agent-kind.ts";
import type { AgentRecord, ProcessRow, SeenOutput, SeenSession } from "../model/observation.ts";
import { rowsOnTty } from "../model/process-rows.ts";
import { withWhatIsShown, type Question } from "../model/question.ts";
import type { Attention, ManagedSession, Reading } from "../model/session.ts";
import type { SessionTemplate } from "../model/session-template.ts";
import { BEGUN_TOGETHER_MS, weigh, type Verdict } from "./evidence.ts";

export interface AttentionInput {
  template: SessionTemplate;
  session: ManagedSession;
  /** The pane as the snapshot lists it; null: not seen. */
  seen: SeenSession | null;
  /** Undefined: its buffer was not read this time. */
  output: SeenOutput | undefined;
  agents: AgentRecord[];
  /** All processes; null: unknown. */
  processes: ProcessRow[] | null;
  /** ms since the epoch. */
  now: number;
}

/** What a screen showed when it was last looked through. */
type Drawn = NonNullable<ManagedSession["drawn"]>;

/** The screen as it stood at the last reading. Without a new reading nothing has changed on it since. */
class Screen {
  /** Undefined until it is looked through, which is done at most once for each reading. */
  looked: Drawn | undefined;
  readonly #output: SeenOutput | undefined;
  readonly #reading: Reading;
  readonly #agent: AgentKind | null;
  readonly #before: Attention | null;
  /** What this same reading was seen to ask before; undefined: it has not been asked yet. */
  readonly #asked: Question | null | undefined;

  /** What the session asked when it was looked at before. */
  readonly #last: Question | null | undefined;
  /** A view hides what the screen showed then. */
  #hidden = false;
  /** What the agent itself tells that it asks. */
  readonly #told: Question | undefined;

  constructor({ output, session }: AttentionInput, reading: Reading, agent: AgentKind | null, told?: Question) {
    const { drawn, attention: before } = session;
    this.#output = output;
    this.#reading = reading;
    this.#agent = agent;
    this.#before = before;
    this.#last = drawn?.question;
    this.#told = told;
    const stands = !output && drawn?.read_at === reading.read_at && drawn.agent === agent ? drawn : undefined;
    this.#asked = stands?.question;
    if (stands?.before === before) this.looked = stands;
  }

  /** When it was read, ms since the epoch. */
  get at(): number {
    return this.#reading.read_at;
  }

  get lines(): readonly string[] {
    return this.#output?.tail ?? [...this.#reading.anchor, this.#reading.partial];
  }

  get drawn(): Drawn {
    return (this.looked ??= this.#look());
  }

  /** What it asks of its user, given that it waits: read at most once for each reading. */
  get question(): Question | null {
    const { drawn } = this;
    if (drawn.question !== undefined) return drawn.question;
    const question = this.#asked === undefined ? this.#ask() : this.#asked;
    this.looked = { ...drawn, question };
    return question;
  }

  #ask(): Question | null {
    if (this.#hidden && this.#last) return this.#last;
    const shown = readQuestion(this.#shown, this.#agent);
    return this.#told ? withWhatIsShown(this.#told, shown) : shown;
  }

  // What `observe` brings is plain text already; a reading is as it stood.
  get #shown(): string | readonly string[] {
    return this.#output ? this.lines : this.lines.join("\n");
  }

  #look(): Drawn {
    const [agent, before] = [this.#agent, this.#before];
    const { hidden = false, ...seen } = detect(this.#shown, agent, before);
    this.#hidden = hidden;
    return { read_at: this.at, agent, before, ...seen };
  }
}

/** iTerm2 says "processing" of every session that is younger than 2 s; a little more for what starts it. */
const NEWBORN_MS = 2500;

/** Whether a record was written by this very process: a younger one has only been given the same id. */
function isOf({ pid, started }: AgentRecord, row: ProcessRow, now: number): boolean {
  if (pid !== row.pid) return false;
  return started === undefined || row.age_s === undefined || now - row.age_s * 1000 <= started + BEGUN_TOGETHER_MS;
}

/**
 * What the agent itself has written last, by its record or a hook. A hook says what is asked, its record only that it
 * waits: the record follows the hook, so the question is the hook's then, too.
 */
function newestRecord({ agents, now }: AttentionInput, onTty: readonly ProcessRow[]): AgentRecord | null {
  const own = agents.filter((record) => onTty.some((row) => isOf(record, row, now)));
  const [newest, before] = own.sort((a, b) => b.at - a.at);
  if (!newest) return null;
  if (newest.state === "idle" && before?.stands_at_rest) return before;
  const question = newest.state === "waiting" && before?.state === "waiting" ? before.question : undefined;
  return question ? { question, ...newest } : newest;
}

/**
 * Whether a session waits for its user, works or idles, and by which evidence. Silence proves nothing: without evidence,
 * and for a session that is not monitored or not up, the verdict is null. `drawn`: what its screen shows, to be kept
 * with the session so that a screen which stands still is looked through once.
 */
export function attentionOf(input: AttentionInput): { verdict: Verdict | null; drawn: Drawn | undefined } {
  const { template, session, seen, output, processes, now } = input;
  if (!template.monitor_output || session.phase.name !== "up") return { verdict: null, drawn: session.drawn };
  const tty = session.tty ?? seen?.tty ?? null;
  const onTty = tty === null ? [] : rowsOnTty(processes ?? [], tty);
  const agent = agentOf(template, onTty);
  const reading = output?.reading ?? session.reading;
  const record = newestRecord(input, onTty);
  const told = record?.state === "waiting" ? record.question : undefined;
  const screen = reading ? new Screen(input, reading, agent, told) : null;
  const isNew = (output?.entries.length ?? 0) > 0;
  const quiet = reading && !isNew && seen && !seen.is_processing && reading.tty_mtime > 0;
  const found = weigh({
    agent,
    heard: session.heard ?? null,
    record,
    seen,
    onTty,
    screen,
    silent_ms: quiet ? Math.max(0, now - reading.tty_mtime) : 0,
    newborn: now - session.phase.since < NEWBORN_MS,
    now,
  });
  return { verdict: found, drawn: screen?.looked ?? session.drawn };
}
