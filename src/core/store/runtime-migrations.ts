import type { Migration } from "./entry.ts";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** From version 1 of the run-time state, which called the firings of triggers pulls. */
export const toFirings: Migration = (value) =>
  isFields(value) ? { ...value, trigger_firings: value["trigger_pulls"] } : value;

/**
 * From version 1 of a project's sessions, where a launch was told twice, a few fields had other names, and a session
 * could be up nobody knew where. Fields that are no more are left out when the entry is parsed.
 */
export const toKnownPhases: Migration = (value) => {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([id, each]) => [id, isFields(each) ? session(each) : each]));
};

function session(old: Fields): Fields {
  const { phase, launch } = old;
  if (!isFields(phase)) return old;
  const { token, attempt, requested_at } = phase;
  const asked: Fields = { token, attempt, requested_at, tries: 0, problem: null };
  const known = isFields(launch) ? launch : phase["name"] === "launching" && asked;
  return {
    ...old,
    phase: phaseOf(old, phase),
    launch: known ? { ...known, not_retryable: known["hopeless"] ?? false } : undefined,
  };
}

function phaseOf({ iterm_session_id, tty, runner_pid }: Fields, phase: Fields): Fields {
  if (phase["name"] === "stopping") {
    return { ...phase, processes: phase["members"], detached_asked_at: phase["strays_asked_at"] };
  }
  const located = [iterm_session_id, tty, runner_pid].every((field) => field !== null);
  if (phase["name"] !== "up" || located) return phase;
  // If it runs, the next tick finds its runner by its journal, and it is up again.
  return { name: "ended", since: phase["since"], cause: "lost", pane_open: true };
}
