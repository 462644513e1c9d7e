import { stat } from "node:fs/promises";
import type { OsaScript } from "../../../src/core/model/ports.ts";

/** Runs statements in JXA with `app` being iTerm2 and `own` the id of our window; gives what they return. */
export type Ask = (statements: string) => Promise<unknown>;

export interface Probe {
  /** The fact, as iTerm2's users of scripting rely on it. */
  fact: string;
  /** What the test Mac does. */
  expected: unknown;
  /** What this Mac does. May add tabs and panes to our own window and nothing else. */
  find(ask: Ask): Promise<unknown>;
}

/** A way to ask iTerm2 about the one window that is ours. */
export function asking(osascript: OsaScript, windowId: number): Ask {
  return async (statements) => {
    const script = `function run(argv) {
      const app = Application("com.googlecode.iterm2");
      const own = app.windows.byId(JSON.parse(argv[0]));
      const number = (work) => { try { work(); return 0; } catch (error) { return error.errorNumber; } };
      return JSON.stringify((() => { ${statements} })());
    }`;
    const told = await osascript(script, JSON.stringify(windowId), { timeout_ms: 60_000 });
    return told === "undefined" || told === "" ? undefined : JSON.parse(told);
  };
}

/** Asks until it is so, for some seconds; gives the last answer. */
async function eventually(ask: Ask, statements: string, wanted: unknown): Promise<unknown> {
  let told: unknown;
  for (let tries = 0; tries < 25; tries++) {
    told = await ask(statements);
    if (told === wanted) return told;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return told;
}

const LAST = "own.tabs.at(own.tabs.length - 1)";
const FIRST = "own.tabs.at(0).sessions.at(0)";
const cat = `{ command: "/bin/cat" }`;

export const probes: Probe[] = [
  {
    fact: "a session's id is a GUID",
    expected: true,
    find: async (ask) => /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(String(await ask(`return ${FIRST}.id()`))),
  },
  {
    fact: "a column of columns is nested as [tab][session]",
    expected: [[true]],
    find: (ask) => ask(`return own.tabs.sessions.id().map((tab) => tab.map((id) => typeof id === "string"))`),
  },
  {
    fact: "createTabWithDefaultProfile gives back the tab, 0-based, after the current one",
    expected: 1,
    find: (ask) => ask(`own.tabs.at(0).select(); return own.createTabWithDefaultProfile(${cat}).index()`),
  },
  {
    fact: "the new tab is selected",
    expected: 1,
    find: (ask) => ask(`return own.currentTab.index()`),
  },
  {
    fact: "a split gives back a session, in the same tab",
    expected: 2,
    find: (ask) =>
      ask(`${LAST}.sessions.at(0).splitVerticallyWithDefaultProfile(${cat}); return ${LAST}.sessions.length`),
  },
  {
    fact: "what is written arrives with Enter, and contents show it",
    expected: true,
    find: async (ask) => {
      await ask(`${FIRST}.write({ text: "check-mac", newline: true })`);
      return eventually(ask, `return ${FIRST}.contents().split("check-mac").length === 3`, true);
    },
  },
  {
    fact: "a session that has just put something out is processing",
    expected: true,
    find: (ask) => ask(`${FIRST}.write({ text: "once more", newline: true }); return ${FIRST}.isProcessing()`),
  },
  {
    fact: "one that is silent for some seconds is not",
    expected: false,
    find: (ask) => eventually(ask, `return ${FIRST}.isProcessing()`, false),
  },
  {
    fact: "without shell integration a session is never at its prompt",
    expected: false,
    find: (ask) => ask(`return ${FIRST}.isAtShellPrompt()`),
  },
  {
    fact: "output moves the mtime of the session's tty, sooner or later",
    expected: true,
    async find(ask) {
      const tty = String(await ask(`return ${FIRST}.tty()`));
      const began = Date.now();
      for (let tries = 0; tries < 40; tries++) {
        await ask(`${FIRST}.write({ text: "tick", newline: true })`);
        if ((await stat(tty)).mtimeMs >= began - 10_000) return true;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return false;
    },
  },
  {
    fact: "the variable of an unset name is null",
    expected: null,
    find: (ask) => ask(`return ${FIRST}.variable({ named: "user.nothing" })`),
  },
  {
    fact: "the variable tty is the session's tty",
    expected: true,
    find: (ask) => ask(`return ${FIRST}.variable({ named: "tty" }) === ${FIRST}.tty()`),
  },
  {
    fact: "an index out of range is error -1719",
    expected: -1719,
    find: (ask) => ask(`return number(() => own.tabs.at(99).title())`),
  },
  {
    fact: "a GUID that is not there is error -1728",
    expected: -1728,
    find: (ask) => ask(`return number(() => own.tabs.at(0).sessions.byId("00000000-0000").name())`),
  },
  {
    fact: "a missing profile is error 1",
    expected: 1,
    find: (ask) => ask(`return number(() => own.createTab({ withProfile: "no such profile at all" }))`),
  },
  {
    fact: "closing a tab in which something runs asks nothing, and the tabs behind it move up",
    expected: 1,
    find: (ask) => ask(`${LAST}.close(); return own.tabs.length`),
  },
];
