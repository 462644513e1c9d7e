export interface Rounds {
  /** Rounds that count; the median of them is the figure. */
  rounds: number;
  /** Rounds before them that do not. */
  warmUp: number;
  /** After this long (ms) no round is begun, once there are three that count: a busy machine must not take for ever. */
  longest_ms: number;
}

const FEWEST_ROUNDS = 3;

/** The numbers of the rounds to do, those of the warm-up below 0. */
export function* roundsOf({ rounds, warmUp, longest_ms }: Rounds): Generator<number> {
  const until = performance.now() + longest_ms;
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round >= FEWEST_ROUNDS && performance.now() > until) return;
    yield round;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = sorted.length % 2 === 1 ? [middle, middle] : [middle - 1, middle];
  return ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2;
}

/**
 * Median time of each of several works, in ms. They take turns, so that whatever else this machine does meanwhile is
 * shared out among them.
 */
export async function takeTurns<Name extends string>(
  works: Record<Name, () => unknown>,
  rounds: Rounds,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const round of roundsOf(rounds)) {
    for (const name of names) {
      const began = performance.now();
      await works[name]();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

/** Processor time of this process so far, ms. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Median processor time of works that wait for nothing, in ms: unlike the clock it does not count what others do on a
 * busy machine. A work that is too short to be timed is done `repeat` times a round and told for one.
 */
export function takeShortTurns<Name extends string>(
  works: Record<Name, { work: () => unknown; repeat: number }>,
  rounds: Rounds,
): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const round of roundsOf(rounds)) {
    for (const name of names) {
      const { work, repeat } = works[name];
      const began = processorTime();
      for (let time = 0; time < repeat; time += 1) work();
      if (round >= 0) times[name].push((processorTime() - began) / repeat);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}
