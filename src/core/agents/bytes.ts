import type { Attention, Heard, OwnWord } from "../model/session.ts";

const NOTHING: Heard = { records: [], status: null, progress: null, unfinished: "" };

/** The limits of Program Status: a sequence from OSC to ST, decoded text, records of one terminal. */
const MAX_SEQUENCE = 4096;
const MAX_TEXT = 2048;
const MAX_RECORDS = 64;
/** What is kept of a text. */
const KEPT_TEXT = 300;

const ESC = "\u001b";
const BEL = "\u0007";
/** The sequences that are understood: a full reset, and these OSC numbers up to BEL or ST. */
const SEQUENCE = new RegExp(
  `${ESC}c|${ESC}\\](7501|21337|9;4|133);([^${ESC}${BEL}\\n]{0,${MAX_SEQUENCE}})(?:${BEL}|${ESC}\\\\)`,
  "g",
);
const UNFINISHED = new RegExp(`${ESC}(?:\\][^${ESC}${BEL}\\n]*${ESC}?)?$`);

/** Invisible formatting, with which a text can be made to look like another. */
const INVISIBLE = /[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu;

function decoded(base64: string | undefined): string | null {
  if (base64 === undefined) return "";
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null;
  const text = Buffer.from(base64, "base64").toString("utf8").replace(INVISIBLE, "");
  return text.length > MAX_TEXT || /\p{Cc}|\ufffd/u.test(text) ? null : text;
}

const PROGRAM_STATES = new Map<string, Attention>([
  ["blocked", "waiting"],
  ["working", "busy"],
  ["idle", "idle"],
  ["done", "idle"],
  ["error", "waiting"], // what it was asked for has failed: its user has to see to it
]);
const KINDS = ["permission", "question", "auth"] as const;

/** `state=blocked:kind=permission:app=codex`. A report that breaks the protocol's rules changes nothing. */
function takeInStatus(records: Map<string, OwnWord>, body: string, at: number): void {
  const pairs = new Map(body.split(":").map((pair) => [pair.split("=")[0], pair.slice(pair.indexOf("=") + 1)]));
  const [said = "", id = "", app = null] = [pairs.get("state"), pairs.get("id"), pairs.get("app")];
  const under = (other: string) => id === "" || other === id || other.startsWith(`${id}/`);
  if (said === "clear") return forget(records, under);
  const state = PROGRAM_STATES.get(said);
  const [title, message] = [decoded(pairs.get("title")), decoded(pairs.get("msg"))];
  const named = app === null || /^[\w.+-]{1,32}$/.test(app);
  if (!state || !named || title === null || message === null || !/^[\w.+/-]{0,128}$/.test(id)) return;
  const kind = (said === "blocked" && KINDS.find((one) => one === pairs.get("kind"))) || null;
  const rule = ["osc-7501", said, ...(kind ? [kind] : [])].join("-");
  records.delete(id);
  records.set(id, { state, rule, kind, app, text: (message || title).slice(0, KEPT_TEXT), at });
  const [oldest] = records.keys();
  if (records.size > MAX_RECORDS && oldest !== undefined) records.delete(oldest);
}

function forget(records: Map<string, OwnWord>, which: (id: string, word: OwnWord) => boolean): void {
  for (const [id, word] of records) if (which(id, word)) records.delete(id);
}

/** The words that programs use, in whatever case: `Working…`, `Waiting`, `Idle`. */
const STATUS_WORDS: readonly [RegExp, Attention][] = [
  [/^(?:waiting|blocked|needs)\b/iu, "waiting"],
  [/^(?:working|busy|running|thinking)\b/iu, "busy"],
  [/^(?:idle|done|ready|finished)\b/iu, "idle"],
];

/** `status=Working;indicator=#ff9500;detail=…`, with `;` and `\` of a value behind a `\`. What is left out stays. */
function sessionStatus(before: OwnWord | null, body: string, at: number): OwnWord | null {
  const pairs = new Map(
    (body.match(/(?:\\.|[^;\\])+/gsu) ?? []).map((pair) => {
      const [key = "", ...value] = pair.replace(/\\(.)/gsu, "$1").split("=");
      return [key, value.join("=")];
    }),
  );
  const [status, detail] = [pairs.get("status"), pairs.get("detail")?.replace(INVISIBLE, "").slice(0, KEPT_TEXT)];
  if (status === undefined) return before && detail !== undefined ? { ...before, text: detail } : before;
  const state = STATUS_WORDS.find(([word]) => word.test(status))?.[1];
  return state ? { state, rule: `osc-21337-${state}`, kind: null, app: null, text: detail ?? "", at } : null;
}

/** `4;1;40`, `4;3`: work goes on; all else says nothing of whether it has ended or waits. */
function progress(body: string, at: number): OwnWord | null {
  const [state, percent] = body.split(";");
  if (state !== "1" && state !== "3") return null;
  const text = state === "1" && percent && /^\d{1,3}$/.test(percent) ? `${percent}%` : "";
  return { state: "busy", rule: "osc-9-4", kind: null, app: null, text, at };
}

/**
 * What a terminal's bytes say of the program on it. `heard` is what came of the bytes before these (null: none), `at` is
 * when these were written, ms since the epoch. Work and what is kept are bounded whatever the bytes are.
 *
 * Program Status is OSC 7501, revision 0.2 (superlogical.com/rex/docs/build/program-status), as Codex 0.169.0 and Claude
 * Code 2.1.332 write it (Claude Code once the terminal has answered `7501;?`), pi from 1.1.0 on, and Crush. Session status is iTerm2's OSC 21337, as Codex writes it. Progress is
 * OSC 9;4 of ConEmu. The end of a command (OSC 133;D), as the shell marks it, ends what the command left standing; a new
 * prompt (OSC 133;A) does not, because pi marks its own messages like that.
 */
export function hear(heard: Heard | null, bytes: string, at: number): Heard {
  const before = heard ?? NOTHING;
  const records = new Map(before.records);
  let { status, progress: work } = before;
  const text = before.unfinished + bytes;
  for (const [sequence, number, body = ""] of text.matchAll(SEQUENCE)) {
    if (number === "7501") takeInStatus(records, body, at);
    else if (number === "21337") status = sessionStatus(status, body, at);
    else if (number === "9;4") work = progress(body, at);
    else if (sequence === `${ESC}c` || body.startsWith("D")) {
      // A result outlasts the end of its command, though not a reset.
      forget(records, (_, { rule }) => number === undefined || !/-(?:done|error)$/.test(rule));
      [status, work] = [null, null];
    }
  }
  const unfinished = UNFINISHED.exec(text.slice(-MAX_SEQUENCE - 16))?.[0] ?? "";
  return { records: [...records], status, progress: work, unfinished };
}

const URGENCY: readonly Attention[] = ["waiting", "busy", "idle"];

/**
 * What the program says now: that something in it is blocked, else that something works, else its own state. Of Program
 * Status and session status the newer one counts. Null: nothing was heard, or nothing that still holds.
 */
export function ownWord({ records, status }: Heard): OwnWord | null {
  const root = records.find(([id]) => id === "")?.[1];
  // What has ended with an error inside of a program that goes on is that program's own affair.
  const live = records.flatMap(([id, word]) => (id === "" || !word.rule.endsWith("-error") ? [word] : []));
  const said = live.sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state))[0];
  if (!said) return status;
  const named = { ...said, app: said.app ?? root?.app ?? null };
  return status && status.at > said.at ? { ...status, app: named.app } : named;
}
