import { NotReached, type AwaitPoint, type KillAt, type RunEnd } from "../../mac/raycast/index.ts";

/** `KILLS=all` kills before and after every await point (an hour and more); else where something can be half done. */
export const EVERYWHERE = process.env["KILLS"] === "all";

/** How long (ms) the tests of all commands may take, which take turns. */
export const KILLS_LIMIT = EVERYWHERE ? 7_200_000 : 1_200_000;

/** Where to kill a run that reached these points; each day `most` of them will do. */
export function killsOf(points: AwaitPoint[], most: number): KillAt[] {
  const matter = whereItMatters(points);
  // What is done in one go, as a transaction is, leaves no point of its own: then anywhere.
  const all = points.flatMap(bothSides);
  return EVERYWHERE ? all : spread(matter.length > 0 ? matter : all, most);
}

/** So many of all, at even distances. */
function spread<T>(all: T[], most: number): T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, at) => all[Math.floor(((at + 0.5) * all.length) / most)]!);
}

function bothSides(point: AwaitPoint): KillAt[] {
  return [at(point, "before"), at(point, "after")];
}

const at = ({ name, nth }: AwaitPoint, side: KillAt["side"]): KillAt => ({ name, nth, side });

/**
 * Before and after each thing that is done for the first time, and after the second. Between two of them nothing but
 * looking goes on: killed anywhere there, the world is as it was after the first of the two.
 */
function whereItMatters(points: AwaitPoint[]): KillAt[] {
  return points.filter(does).flatMap((deed) => {
    if (deed.nth === 1) return bothSides(deed);
    return deed.nth === 2 ? [at(deed, "after")] : [];
  });
}

/** Whether something lasts of it. Every tick notes when it was, in `runtime`, and every lock has its files. */
function does({ kind, label }: AwaitPoint): boolean {
  switch (kind) {
    case "storage":
      return /^storage\.(set|remove|clear)/.test(label) && label !== "storage.set(runtime)";
    case "file":
      return /^(handle\.)?(write|append|rename|unlink|rm|copy|truncate)/.test(label) && !label.includes(".lock");
    case "process":
      return label.includes('"steps"');
    case "host":
    case "timer":
      return false;
  }
}

/** How a run ended that was to be killed; null: the command was done before it came to that point. */
export async function reachedOrDone(run: Promise<RunEnd>): Promise<RunEnd | null> {
  try {
    return await run;
  } catch (error) {
    if (error instanceof NotReached) return null;
    throw error;
  }
}
