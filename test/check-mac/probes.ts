import { eventually, type Ask } from "./ask.ts";

export interface Probe {
  /** The fact, as users of iTerm2's scripting rely on it. */
  fact: string;
  /** What the test Mac does. */
  expected: unknown;
  /** What this Mac does. May add tabs and panes to our own window and nothing else. */
  find(ask: Ask): Promise<unknown>;
}

const LAST = "own.tabs.at(own.tabs.length - 1)";
const FIRST = "own.tabs.at(0).sessions.at(0)";
const cat = `{ command: "/bin/cat" }`;
/** A tab that says what stands in `words` and stays; its specifier. */
const saying = (words: string) =>
  `own.createTabWithDefaultProfile({ command: ${JSON.stringify(`/bin/sh -c 'echo ${words}; exec cat'`)} })`;

/** Waits until the newest tab shows something, tells it, and closes the tab. */
async function said(ask: Ask, made: string): Promise<string> {
  const index = Number(await ask(`return ${made}.index()`));
  const contents = `own.tabs.at(${index}).sessions.at(0).contents()`;
  await eventually(ask, `return ${contents}.trim() !== ""`, true);
  return String(await ask(`const text = ${contents}; own.tabs.at(${index}).close(); return text;`)).trim();
}

/** Facts that were seen in a source: what differs here would surprise. One after the other, in one window. */
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
    fact: "createTabWithDefaultProfile gives back the tab, 0-based",
    expected: 1,
    find: (ask) => ask(`own.tabs.at(0).select(); return own.createTabWithDefaultProfile(${cat}).index()`),
  },
  { fact: "the new tab is selected", expected: 1, find: (ask) => ask(`return own.currentTab.index()`) },
  {
    fact: "a new tab comes at the end, as iTerm2 is set by default (Settings > Appearance > Tabs)",
    expected: [2, 3],
    find: (ask) =>
      ask(`own.tabs.at(0).select();
        const made = own.createTabWithDefaultProfile(${cat}).index();
        const all = own.tabs.length;
        own.tabs.at(made).close();
        return [made, all];`),
  },
  {
    fact: "a split gives back a session, in the same tab",
    expected: 2,
    find: (ask) =>
      ask(`${LAST}.sessions.at(0).splitVerticallyWithDefaultProfile(${cat}); return ${LAST}.sessions.length`),
  },
  {
    fact: "a split leaves its target selected in its tab",
    expected: true,
    find: (ask) => ask(`return ${LAST}.currentSession.id() === ${LAST}.sessions.at(0).id()`),
  },
  {
    fact: "a split leaves the tab selected that was",
    expected: 0,
    find: (ask) =>
      ask(`own.tabs.at(0).select();
        ${LAST}.sessions.at(0).splitHorizontallyWithDefaultProfile(${cat});
        return own.currentTab.index();`),
  },
  {
    fact: "panes come in the order of the splits: left above left below, before right",
    expected: [true, true, true],
    find: (ask) =>
      ask(`const [rows, columns] = [${LAST}.sessions.rows(), ${LAST}.sessions.columns()];
        return [rows.length === 3, rows[0] < rows[2] && rows[1] < rows[2], columns[0] === columns[1]];`),
  },
  {
    fact: "a command meets no shell",
    expected: "[$HOME]",
    find: (ask) => said(ask, `own.createTabWithDefaultProfile({ command: "/bin/sh -c 'echo [$0]; exec cat' $HOME" })`),
  },
  {
    fact: "a command is evaluated: \\(…) does not reach it",
    expected: true,
    find: async (ask) => {
      const name = await said(
        ask,
        `own.createTabWithDefaultProfile({ command: "/bin/sh -c 'echo [$0]; exec cat' \\\\(profileName)" })`,
      );
      return /^\[[^\\(]+/.test(name);
    },
  },
  {
    fact: "the GUID after the colon of ITERM_SESSION_ID is the session's",
    expected: true,
    async find(ask) {
      const index = Number(await ask(`return ${saying("$ITERM_SESSION_ID")}.index()`));
      const session = `own.tabs.at(${index}).sessions.at(0)`;
      const same = await eventually(ask, `return ${session}.contents().trim().endsWith(":" + ${session}.id())`, true);
      await ask(`own.tabs.at(${index}).close()`);
      return same;
    },
  },
  {
    fact: "what is written arrives with Enter, and contents show it",
    expected: true,
    async find(ask) {
      await ask(`${FIRST}.write({ text: "check-mac", newline: true })`);
      return eventually(ask, `return ${FIRST}.contents().split("check-mac").length === 3`, true);
    },
  },
  {
    fact: "a row that ends in blanks is read with one, and a newline",
    expected: true,
    find: (ask) => ask(`return ${FIRST}.contents().startsWith("check-mac \\ncheck-mac \\n \\n")`),
  },
  {
    fact: "a session that has just put something out is processing",
    expected: true,
    async find(ask) {
      await ask(`${FIRST}.write({ text: "once more", newline: true })`);
      return eventually(ask, `return ${FIRST}.isProcessing()`, true);
    },
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
    fact: "variables come as text",
    expected: [true, true],
    find: (ask) =>
      ask(`return [${FIRST}.variable({ named: "columns" }) === String(${FIRST}.columns()),
        ${FIRST}.variable({ named: "showingAlternateScreen" }) === "0"]`),
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
    fact: "writing neither text nor file is error 2, a variable that is not the user's error 3",
    expected: [2, 3],
    find: (ask) =>
      ask(`return [number(() => ${FIRST}.write({})), number(() => ${FIRST}.setVariable({ named: "name", to: "x" }))]`),
  },
  {
    fact: "a tab's title has no setter: error -10006",
    expected: -10006,
    find: (ask) => ask(`return number(() => { own.tabs.at(0).title = "x"; })`),
  },
  {
    fact: "a session's name, set, is its profile's name too",
    expected: ["check-mac name", true],
    find: (ask) =>
      ask(`${FIRST}.name = "check-mac name";
        return [${FIRST}.profileName(), ${FIRST}.name().startsWith("check-mac name")];`),
  },
  {
    fact: "closing a tab in which something runs asks nothing, and the tabs behind it move up",
    expected: 1,
    find: (ask) => ask(`${LAST}.close(); return own.tabs.length`),
  },
];
