import * as z from "zod/mini";
import type { Agent } from "./agent.ts";
import { CLAUDE_HOOKS } from "./claude-hooks.ts";
import { WHOLE_SCREEN } from "./screen/rule.ts";
import * as cues from "./screen/common-cues.ts";

/** The dingbats that Claude Code has used as frames of its spinner; `·`, `*` and `●` also begin other lines. */
const SPINNER = "[\\u2720-\\u2767\\u2733-\\u2747]";
/** `(2m 18s · ↓ 4.8k tokens)`, `(esc to interrupt · 12s)`, `(ctrl+c to interrupt`. */
const TIMING = "\\((?:[^()]*\\b\\d+(?:\\.\\d+)?[hms]\\b|[^()]*\\b(?:esc|ctrl\\+c) to interrupt)";

const optionalTime = z.catch(z.optional(z.number().check(z.positive())), undefined);
const optionalText = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(300))), undefined);

/** `<pid>.json`, written by Claude Code 2.1.139 and later. It is not documented: nothing but these fields is relied on. */
const SessionFile = z.object({
  pid: z.int().check(z.positive()),
  /** `shell`: it idles, and only a shell goes on behind it. */
  status: z.enum(["busy", "idle", "waiting", "shell"]),
  /** Of `waiting`, seen on 2.1.332: `permission prompt`, `input needed`, and `dialog open` for a menu of the user's own. */
  waitingFor: optionalText,
  statusUpdatedAt: optionalTime,
  updatedAt: optionalTime,
  startedAt: optionalTime,
  name: optionalText,
});

/** What ends a message of Claude Code's, its turn or its rest: an error that stands last is still to be seen to. */
const AFTER_ERROR = new RegExp(`^(?:[⏺●•] ?(?!API Error)\\S|${SPINNER} \\p{Lu}[^…]*…|[❯>] \\S)`, "u");

/**
 * Claude Code, seen on 2.1.140 and 2.1.332 (titles with half circles). Its spinner is the last thing above the composer
 * (`❯` between two dividers). A question takes the composer's place under a line of `─`, a menu that the user has opened
 * under one of `▔`; otherwise the composer is always there, so that it says nothing of the state.
 */
export const CLAUDE: Agent<"claude"> = {
  kind: "claude",
  name: "Claude Code",
  executables: ["claude", "claude-code"],
  packages: ["@anthropic-ai/claude-code"],
  titles: {
    spinner: { busy: /^[\u2801-\u28ff◐◓◑◒] /u },
    resting: { idle: /^✳ /u },
  },
  records: {
    folder: ".claude/sessions",
    moved_by: { variable: "CLAUDE_CONFIG_DIR", folder: "sessions" },
    parse(content) {
      const { success, data } = SessionFile.safeParse(content);
      if (!success) return null;
      const { pid, status, waitingFor, startedAt, name } = data;
      const waits = status === "waiting";
      return {
        pid,
        state: waits && waitingFor === "dialog open" ? "menu" : status,
        at: data.statusUpdatedAt ?? data.updatedAt,
        ...(waits && waitingFor !== undefined && { waiting_for: waitingFor }),
        ...(name !== undefined && { name }),
        ...(startedAt !== undefined && { started: startedAt }),
      };
    },
  },
  digits_answer: true,
  hooks: CLAUDE_HOOKS,
  screen: {
    composer: { line: /^[❯>](?: |$)/u, frame: "either" },
    message_start: /^(?:[⏺●•] ?\S|⎿)/u,
    superseded_by: new RegExp(
      "^(?:[⏺●•] ?(?!.*(?:\\u2026|\\.\\.\\.) ?(?:\\(|$))\\S" + // a message or a tool
        `|(?:${SPINNER}|[·*]) \\p{Lu}\\p{L}+ for \\d` + // the end of a turn
        `|${SPINNER} \\p{Lu}[^…]*…` + // work under way
        "|[❯>] (?!\\[?\\d+[.)]|yes|no|allow|deny)\\S)", // what the user said next
      "iu",
    ),
    rules: {
      menu: { idle: /^▔▔▔$/u, indent: 0, within: 50, parts: ["screen"], superseded_by: /^─{3}/u },
      "history-search": { idle: /^⌕ Search/u, parts: WHOLE_SCREEN },
      "transcript-view": {
        idle: /\bctrl\+[or] to toggle\b|^showing detailed transcript/iu,
        hides_state: true,
        within: 4,
        parts: WHOLE_SCREEN,
      },
      "dialog-keys": { ...cues.DIALOG_KEYS, within: 5 },
      "dialog-moves": { waiting: cues.MOVE_HINT, near: [cues.ENTER_HINT], reach: 2, within: 5 },
      "esc-to-cancel": {
        waiting: /^(?:press )?esc to (?:cancel|reject|exit)\b|^[^.!]*· esc to (?:cancel|exit|reject)\b/iu,
        within: 4,
      },
      "permission-choices": { waiting: cues.CHOSEN, indent: 5, near: [cues.ANSWER], within: 24 },
      ...cues.CHOICES,
      "press-enter": { waiting: cues.PRESS_KEY, indent: 1, within: 1, no_composer: true },
      "login-code": { waiting: /^paste code here if prompted/iu, within: 3 },
      "permission-answers": { waiting: cues.CHOSEN_ANSWER, indent: 5 },
      "approval-question": { ...cues.APPROVAL_QUESTION, indent: 1, within: 2, no_composer: true },
      "permission-notes": {
        waiting: /\btab to amend\b|\bctrl\+e to explain\b|^ready to submit your answers\?|^waiting for permission\b/iu,
        within: 5,
      },
      "background-agents": {
        busy: new RegExp(`^(?:${SPINNER}|[·*]) Waiting for [1-9]\\d* background agents?\\b`, "u"),
        parts: ["body"],
        within: 4,
      },
      "sign-in": {
        waiting:
          /^⎿ +(?:not logged in\b|invalid API key\b|.*\bplease run \/login\b|oauth token (?:has )?(?:expired|revoked))/iu,
        parts: ["body"],
        superseded_by: AFTER_ERROR,
        own_message: true,
      },
      "usage-limit": {
        waiting:
          /^(?:[⏺●•] |⎿ +)?(?:claude (?:ai )?usage limit reached|you['’]ve (?:hit|reached) your .{0,40}\blimit|(?:session|weekly|\d+-hour|opus|sonnet) limit reached|credit balance is too low|you['’]re out of (?:extra )?usage)\b/iu,
        parts: ["body"],
        superseded_by: AFTER_ERROR,
        own_message: true,
      },
      "api-error": {
        waiting: /^(?:[⏺●•] |⎿ +)?API Error\b(?!.*\bretrying\b)/u,
        parts: ["body"],
        superseded_by: AFTER_ERROR,
        own_message: true,
      },
      "spinner-timed": {
        busy: new RegExp(`^(?:${SPINNER}|[·*●]) \\S.*(?:…|\\.\\.\\.)\\s*${TIMING}`, "u"),
        parts: ["body"],
        within: 40,
      },
      spinner: {
        busy: new RegExp(`^(?:${SPINNER} \\p{L}[^…]*…|[·*●✦✧] \\p{Lu}[\\p{L}'-]*…)(?:$| )`, "u"),
        parts: ["body"],
        within: 40,
      },
      "token-counter": { busy: /^\( ?(?:\d+[hms] ?){1,3}·.*\btokens\b.*\)$/iu, parts: ["body"], within: 6 },
      "work-with-counter": {
        busy: new RegExp(`^\\p{Lu}[\\p{L}'-]*(?:…|\\.{1,3})\\s*${TIMING}`, "u"),
        parts: ["body"],
        within: 6,
      },
      "interrupt-hint": { busy: /^(?:press )?(?:esc|ctrl\+c) to interrupt\b/iu, parts: ["body"], within: 3 },
      "interrupt-in-footer": { busy: /(?:^|[·(] ?)(?:esc|ctrl\+c) to interrupt\b/iu, parts: ["footer"] },
      // A narrow pane leaves only "esc to…" of it.
      "interrupt-in-cut-footer": { busy: /· esc(?: t| to| to i[a-z]{0,8})? ?…$/iu, parts: ["footer"] },
      "braille-spinner": { busy: /^[\u2801-\u28ff] \p{L}/u, parts: ["body"], within: 3 },
    },
  },
};
