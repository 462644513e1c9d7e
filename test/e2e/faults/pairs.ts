import { settled, type ScriptedMac } from "./scripted-mac.ts";
import {
  looks,
  opened,
  outcomeOf,
  project,
  quits,
  ready,
  WORK,
  wrongIfNotEachOnce,
  wrongIfNotGone,
  writes,
  type Outcome,
} from "./scenarios.ts";

/** What a command may do; `wants`: what it wishes of the project. */
interface Verb {
  name: string;
  wants: "open" | "gone" | null;
  act(mac: ScriptedMac, text: string): Promise<Outcome>;
}

export const verbs: Verb[] = [
  { name: "open", wants: "open", act: (mac) => outcomeOf(mac.orchestrator().open(project.id)) },
  { name: "close", wants: "gone", act: (mac) => outcomeOf(mac.orchestrator().close(project.id)) },
  { name: "quit", wants: "gone", act: quits },
  { name: "focus", wants: null, act: (mac) => outcomeOf(mac.orchestrator().focusSession(`${project.id}/server`)) },
  { name: "write", wants: null, act: (mac, text) => outcomeOf(writes(mac, text)) },
  { name: "look", wants: null, act: looks },
];

export interface Pair {
  first: Verb;
  second: Verb;
  /** Whether the project was open before. */
  open: boolean;
  /** The second begins with the first, or once the first has wished. */
  begins: "at once" | "after the wish";
}

/** Each verb with each, in both orders; on a project that is open, and for `open` also on one that is not. */
export const pairs: Pair[] = verbs.flatMap((first) =>
  verbs.flatMap((second) => {
    const opens = first.name === "open" || second.name === "open";
    const both = first.wants !== null && second.wants !== null;
    return (opens ? [true, false] : [true]).flatMap((open): Pair[] => [
      { first, second, open, begins: "at once" },
      ...(both ? [{ first, second, open, begins: "after the wish" } as const] : []),
    ]);
  }),
);

export interface PairCell {
  pair: Pair;
  outcomes: [Outcome, Outcome];
  wrong: string[];
}

/** Both at the same moment; then the next ticks. */
export async function runPair(pair: Pair): Promise<PairCell> {
  const { first, second, open } = pair;
  const mac = await (open ? opened() : ready());
  try {
    const before = open ? 1 : 0;
    const wished = firstWish(mac);
    const one = first.act(mac, "echo first");
    if (pair.begins === "after the wish") await Promise.race([wished, one]);
    const outcomes = await Promise.all([one, second.act(mac, "echo second")]);
    await settled(mac);
    return { pair, outcomes, wrong: [...(await wrongAfter(mac, pair)), ...twice(mac, pair, before)] };
  } finally {
    await mac.shutdown();
  }
}

/** Resolves when anything is wished for. */
function firstWish(mac: ScriptedMac): Promise<void> {
  const { store } = mac.ports;
  const save = store.saveDesired.bind(store);
  return new Promise((resolve) => {
    store.saveDesired = async (desired) => {
      await save(desired);
      resolve();
    };
  });
}

/**
 * The later wish counts, and what is wished is so without being asked for again. Of two at once either may be the later;
 * a quit closes what its user was shown, and wishes nothing of what was not there yet.
 */
async function wrongAfter(mac: ScriptedMac, { second, begins }: Pair): Promise<string[]> {
  const { projects } = await mac.ports.store.desired();
  const wanted = projects[project.id]?.want === "open" ? "open" : "gone";
  const later = begins === "after the wish" && second.name !== "quit" ? second.wants : wanted;
  return [
    ...(wanted === later ? [] : [`the later wish was ${later}`]),
    ...(wanted === "open" ? await wrongIfNotEachOnce(mac) : wrongIfNotGone(mac, 1)),
  ];
}

/** What each asked for, happened once at most. */
function twice(mac: ScriptedMac, { first, second }: Pair, before: number): string[] {
  const opens = [first, second].filter(({ wants }) => wants === "open").length;
  const begun = WORK.map((id) => mac.started.filter(({ session }) => session === id).length);
  const limit = Math.max(1, before + opens);
  const texts = ["echo first", "echo second"].map(
    (text) => mac.everyPane.flatMap(({ typed }) => typed.filter((each) => each.includes(text))).length,
  );
  const asked = [first, second].map(({ name }) => (name === "write" ? 1 : 0));
  return [
    ...(begun.every((count) => count <= limit) ? [] : [`begun: ${begun.join(", ")}`]),
    ...(texts.every((count, index) => count <= asked[index]!) ? [] : [`typed: ${texts.join(", ")}`]),
    ...mac.appleEvents.defects.map(String),
  ];
}
