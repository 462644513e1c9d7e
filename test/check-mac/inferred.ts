import type { OsaScript } from "../../src/core/iterm2/osascript.ts";
import { stat } from "node:fs/promises";
import { eventually, numberOf, type Ask } from "./ask.ts";
import type { Probe } from "./probes.ts";

/** A fact that nobody has seen yet; the test Mac takes the harsher side. */
export interface Inferred extends Probe {
  /** Switch of the test Mac that turns it to its other side, or why the product does not care. */
  ifNot: string;
}

const FIRST = "own.tabs.at(0).sessions.at(0)";
const cat = `{ command: "/bin/cat" }`;

/** Inferred facts that our own window can show. */
export const inferred = (osascript: OsaScript): Inferred[] => [
  {
    fact: "the tty of a split is empty at first",
    expected: true,
    ifNot: "switch splitTtyDelayMs",
    find: (ask) => ask(`const pane = ${FIRST}.splitVerticallyWithDefaultProfile(${cat}); return !pane.tty();`),
  },
  {
    fact: "the tty of a split is there soon after",
    expected: true,
    ifNot: "switch splitTtyDelayMs",
    find: (ask) => eventually(ask, `return own.tabs.at(0).sessions.tty().every((tty) => !!tty)`, true),
  },
  {
    fact: "currentWindow is null after the current one closed, though another is open",
    expected: true,
    ifNot: "switch currentWindowAfterClose",
    find: (ask) =>
      ask(`const made = app.createWindowWithDefaultProfile(${cat});
        made.tabs.at(0).close();
        return app.currentWindow() === null;`),
  },
  {
    fact: "a command over an element array is not understood: error -1708",
    expected: -1708,
    ifNot: "nothing: the product sends none",
    find: (ask) => ask(`return number(() => own.tabs.sessions.select())`),
  },
  {
    fact: "a property set over an element array is error -10006",
    expected: -10006,
    ifNot: "nothing: the product sets none",
    find: (ask) => ask(`return number(() => { own.tabs.title = "x"; })`),
  },
  {
    fact: "an unknown parameter, or one of the wrong type, is error -1700",
    expected: [-1700, -1700],
    ifNot: "nothing: the product sends none",
    find: (ask) =>
      ask(`return [number(() => ${FIRST}.variable({ named: "id", other: 1 })),
        number(() => ${FIRST}.variable({ named: 3 }))]`),
  },
  {
    fact: "a parameter that is required and left out is error -1715",
    expected: -1715,
    ifNot: "nothing: the product leaves none out",
    find: (ask) => ask(`return number(() => ${FIRST}.variable())`),
  },
  {
    fact: 'a collection knows no element by ["name"]',
    expected: "undefined",
    ifNot: "nothing: the product names none",
    find: (ask) => ask(`return typeof app.windows["no such window"]`),
  },
  {
    fact: "an errorNumber that a script gives its own error is not printed",
    expected: -2700,
    ifNot: "nothing: the product catches its own",
    find: () =>
      numberOf(osascript(`throw Object.assign(new Error("x"), { errorNumber: -1743 })`, "", { timeout_ms: 60_000 })),
  },
  {
    fact: "a result that is undefined prints an empty line",
    expected: "",
    ifNot: "nothing: the product returns text",
    find: () => osascript("function run() {}", "", { timeout_ms: 60_000 }),
  },
  {
    fact: "output moves the mtime of the session's tty, sooner or later",
    expected: true,
    ifNot: "nothing to turn: then silence is judged by iTerm2 alone, which is slower",
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
];

/** What iTerm2 does at the first event while it is not running; asked only then, for it may start iTerm2. */
export const notRunning: Inferred = {
  fact: "an event to iTerm2 while it is not running is error -600, and does not start it",
  expected: [-600, false],
  ifNot: "switches launchesOnFirstEvent and launchOnFirstEvent",
  find: (ask) => ask(`return [number(() => app.version()), app.running()]`),
};

/** How long an event may be held up before we believe that it is, ms. */
const HELD_UP_MS = 5_000;

/**
 * Whether events are answered while iTerm2 shows a dialog. Only with somebody there to answer it: `say` asks for that.
 * It is about a window of its own with two tabs, which is closed either way.
 */
export const dialog = (say: (line: string) => void): Inferred => ({
  fact: "while iTerm2 shows a dialog, other events wait",
  expected: "waits",
  ifNot: "switch modalsBlockEvents",
  async find(ask: Ask) {
    const guids = `made.tabs.sessions.id().map(([id]) => id)`;
    const [id, ...own] = (await ask(`const made = app.createWindowWithDefaultProfile(${cat});
      made.createTabWithDefaultProfile(${cat});
      return [made.id(), ...${guids}];`)) as [number, ...string[]];
    const closing = numberOf(ask(`app.windows.byId(${id}).close()`, { timeout_ms: 120_000 }));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const number = await numberOf(ask(`return app.windows.id()`, { timeout_ms: HELD_UP_MS }));
    say("iTerm2 asks whether to close a window with two tabs: press Cancel there.");
    await closing;
    await ask(`if (!app.windows.id().includes(${id})) return;
      const made = app.windows.byId(${id});
      const ours = ${JSON.stringify(own)};
      for (let at = made.tabs.length - 1; at >= 0; at--)
        if (made.tabs.at(at).sessions.id().every((guid) => ours.includes(guid))) made.tabs.at(at).close();`);
    return number === 0 ? "answered" : "waits";
  },
});
