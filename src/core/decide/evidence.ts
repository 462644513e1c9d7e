import { ownWord } from "../agents/bytes.ts";
import { readTitle } from "../agents/title.ts";
import type { AgentKind } from "../model/agent-kind.ts";
import type { AgentRecord, ProcessRow, SeenSession } from "../model/observation.ts";
import { inForeground, isIdleShell } from "../model/process-rows.ts";
import { questionInShort, type Question } from "../model/question.ts";
import type { Attention, Evidence, EvidenceSource, Heard, OwnWord } from "../model/session.ts";

export interface Verdict {
  attention: Attention;
  evidence: Evidence;
}

/** What evidence is looked for in. */
export interface Situation {
  agent: AgentKind | null;
  /** What its terminal's bytes said, what its own state file says. */
  heard: Heard | null;
  record: AgentRecord | null;
  seen: Pick<SeenSession, "name" | "is_processing" | "is_at_shell_prompt"> | null;
  /** The processes on the session's terminal. */
  onTty: readonly ProcessRow[];
  /** Null: it has not been read yet. `at` is when it was, ms since the epoch. */
  screen: {
    at: number;
    lines: readonly string[];
    drawn: { state: Attention; rule: string };
    question?: Question | null;
  } | null;
  /** How long its terminal has had no output, ms; 0 also if that is not known. */
  silent_ms: number;
  /** It runs for so short a time that iTerm2 calls it busy for that alone. */
  newborn: boolean;
  /** ms since the epoch. */
  now: number;
}

const DETAIL_CHARS = 160;
/** The rule by which nothing was found on the screen of a program that is no known agent. */
const NO_CUE = "any-program/no-cue";
/** ps tells ages in whole seconds, and it may take a few to answer. */
export const BEGUN_TOGETHER_MS = 10_000;
/** Whoever works draws a clock or a spinner: what is this long without output works no more, whatever it once said. */
const SILENT_MS = 5 * 60_000;
/** A screen that was read this long after a word was said shows what has become of it. */
const OVERTAKEN_MS = 2000;
/** What a program said this long before its screen was read may have been forgotten to be taken back. */
const OLD_MS = 10 * 60_000;

function verdict(attention: Attention, source: EvidenceSource, rule: string, at: number, detail = ""): Verdict {
  return { attention, evidence: { source, rule, at, detail: detail.slice(0, DETAIL_CHARS) } };
}

/** `2 background shells`: what goes on behind an agent that idles; empty: nothing. */
function behind(lines: readonly string[]): string {
  const counted = lines
    .slice(-6)
    .map((line) => /(?:^|[·,] ?|\s)([1-9]\d?) (?:background )?(shells?|tasks?|terminals?)\b/u.exec(line.slice(0, 400)))
    .find((match) => match);
  return counted ? `${counted[1]} background ${counted[2]}` : "";
}

function lastLine(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== "")?.trim() ?? "";
}

/** What was said before any program that is in front now began was another's word. */
function isOfEarlierProgram({ at }: OwnWord, { onTty, now }: Situation): boolean {
  const ages = inForeground(onTty).map(({ age_s }) => age_s ?? Infinity);
  return ages.length > 0 && now - Math.max(...ages) * 1000 > at + BEGUN_TOGETHER_MS;
}

/** What the program says by escape sequences. Its screen, if read much later, may show that it is over. */
function saidInBytes(situation: Situation): Verdict | null {
  const { heard, screen, agent } = situation;
  const word = heard && ownWord(heard);
  if (!word || isOfEarlierProgram(word, situation)) return null;
  const { state, rule, app, kind, text, at } = word;
  if (state === "waiting" && screen && screen.at > at + OLD_MS && showsOtherwise(screen.drawn)) return null;
  return verdict(state, "program_status", `${app ?? agent ?? "any-program"}/${rule}`, at, text || (kind ?? ""));
}

/** Its place to type, or work: a question stands in their stead. */
function showsOtherwise({ state, rule }: { state: Attention; rule: string }): boolean {
  return state === "busy" || rule.endsWith("/at-composer");
}

/** What the agent writes into its own state file. */
function ownRecord({ record }: Situation): Verdict | null {
  if (!record) return null;
  const { agent, state, at, waiting_for, by_hook } = record;
  const source = by_hook === undefined ? "agent_registry" : "agent_hook";
  const rule = `${agent}/${by_hook ?? state}`;
  if (state === "shell") return verdict("idle", source, rule, at, "a background shell");
  if (state === "menu") return verdict("idle", source, rule, at, "a menu is open");
  return verdict(state, source, rule, at, waiting_for);
}

function title({ seen, agent, now, screen }: Situation): Verdict | null {
  const said = seen?.name ? readTitle(seen.name, agent) : null;
  if (!said) return null;
  const detail = said.state === "idle" ? behind(screen?.lines ?? []) : (seen?.name ?? "");
  return verdict(said.state, "title", said.rule, now, detail);
}

function titleOfWaitingOrWork(situation: Situation): Verdict | null {
  const said = title(situation);
  return said?.attention === "idle" ? null : said;
}

/** A shell in front is at its prompt, whatever an ended agent has left behind; only `read -p` asks in it. */
function shellInFront({ onTty, agent, screen, now }: Situation): Verdict | null {
  if (!isIdleShell(onTty)) return null;
  if (!agent && screen?.drawn.state === "waiting") return null;
  return verdict("idle", "tty", "shell-in-front", now, inForeground(onTty)[0]?.command);
}

function questionOnScreen({ screen }: Situation): Verdict | null {
  if (screen?.drawn.state !== "waiting") return null;
  return verdict("waiting", "screen", screen.drawn.rule, screen.at);
}

/** iTerm2's shell integration says that the shell waits for a command. */
function shellIntegration({ seen, agent, now }: Situation): Verdict | null {
  return seen?.is_at_shell_prompt && !agent ? verdict("idle", "iterm", "at-shell-prompt", now) : null;
}

function workOrRestOnScreen({ screen, agent, seen }: Situation): Verdict | null {
  if (!screen) return null;
  const { state, rule } = screen.drawn;
  const leftOver = state === "busy" && !agent && !seen?.is_processing;
  if (rule === NO_CUE || leftOver) return null;
  const detail = state === "idle" ? behind(screen.lines) : lastLine(screen.lines);
  return verdict(state, "screen", rule, screen.at, detail);
}

/** Progress that a program announces tells of work, and nothing of its end in a question. */
function progressInBytes(situation: Situation): Verdict | null {
  const { heard, agent } = situation;
  const work = heard?.progress;
  if (!work || isOfEarlierProgram(work, situation)) return null;
  return verdict("busy", "program_status", `${agent ?? "any-program"}/${work.rule}`, work.at, work.text);
}

function outputNow({ seen, newborn, now }: Situation): Verdict | null {
  return seen?.is_processing && !newborn ? verdict("busy", "iterm", "output-now", now) : null;
}

/** An agent that neither prints nor shows anything is not at work for ever. */
function restOfAgent({ agent, seen, silent_ms, newborn, now }: Situation): Verdict | null {
  if (!agent || !seen || newborn) return null;
  const minutes = Math.floor(silent_ms / 60_000);
  return verdict("idle", "silence", `${agent}/no-output`, now, minutes > 0 ? `no output for ${minutes} min` : "");
}

/**
 * The kinds of evidence, strongest first: the first that finds something is believed. Another kind is another line. A
 * shell in front comes first, because whatever spoke of itself has left its terminal. What says "idle" is believed over
 * no question on the screen: Claude Code's title says so of a question too, and its record did in 2.1.220
 * (anthropics/claude-code #85192).
 */
const EVIDENCE: readonly ((situation: Situation) => Verdict | null)[] = [
  shellInFront,
  saidInBytes,
  ownRecord,
  titleOfWaitingOrWork,
  questionOnScreen,
  progressInBytes,
  title,
  shellIntegration,
  workOrRestOnScreen,
  outputNow,
  restOfAgent,
];

/** Whether what was found is over: a question has come since the program said that it rests, or work has gone silent. */
function isOver(found: Verdict, situation: Situation): boolean {
  const { attention, evidence } = found;
  const { screen, silent_ms } = situation;
  if (attention === "busy") return silent_ms >= SILENT_MS;
  const said = ["program_status", "agent_registry", "agent_hook"].includes(evidence.source);
  if (attention === "waiting" || !said || !screen) return false;
  return screen.drawn.state === "waiting" && screen.at > evidence.at + OVERTAKEN_MS;
}

const IN_WORDS: Record<Attention, string> = { waiting: "it waits", busy: "it works", idle: "it rests" };

/** What else is said, where it is said to be otherwise: `its state file says it rests`. */
function disagreement({ attention, evidence }: Verdict, situation: Situation): string {
  const others: [string, Verdict | null][] = [
    ["it", saidInBytes(situation)],
    ["its state file", ownRecord(situation)],
    ["its title", titleOfWaitingOrWork(situation)],
  ];
  return others
    .flatMap(([who, other]) =>
      other && other.attention !== attention && other.evidence.source !== evidence.source
        ? [`${who} says ${IN_WORDS[other.attention]}`]
        : [],
    )
    .join(", ");
}

/**
 * What the strongest evidence says of a program; null: there is none. `npm run detect` weighs with this too. What other
 * sources say against it stands in the evidence's detail.
 */
export function weigh(situation: Situation): Verdict | null {
  for (const find of EVIDENCE) {
    const found = find(situation);
    if (!found || isOver(found, situation)) continue;
    const said = found.attention === "waiting" ? withQuestion(found, situation) : found;
    const otherwise = disagreement(said, situation);
    if (otherwise === "") return said;
    const { attention, evidence } = said;
    const detail = evidence.detail ? `${evidence.detail} (${otherwise})` : otherwise;
    return verdict(attention, evidence.source, evidence.rule, evidence.at, detail);
  }
  return null;
}

/** The question is the best that can be said of why a session waits. */
function withQuestion(found: Verdict, { screen }: Situation): Verdict {
  const question = screen?.question;
  if (!question) return found;
  return { ...found, evidence: { ...found.evidence, detail: questionInShort(question, DETAIL_CHARS) } };
}
