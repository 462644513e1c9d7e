import type { Mac } from "../../mac/index.ts";
import type { KillAt, RunEnd, View } from "../../mac/raycast/index.ts";
import type { MacSettings } from "../../setup/start-mac.ts";

/** A command, and what a kill of it may leave behind. */
export interface Command {
  /** As in "closing a project". */
  name: string;
  mac?: MacSettings;
  /** In how many places it is killed each day: fewer the more a kill costs. */
  daily: number;
  /** What is there before it. */
  prepare(mac: Mac): Promise<unknown>;
  /** As its user does it, to the end. A user who finds that all is done already does nothing. */
  does(mac: Mac, killAt?: KillAt): Promise<RunEnd>;
  /** What its user and their sessions have of it. */
  state(mac: Mac): Promise<unknown>;
  before: unknown;
  after: unknown;
  /** `all_or_nothing`: killed, it is as before or as after. `goes_on`: some may be done, and doing it again does the rest. */
  killed: "all_or_nothing" | "goes_on";
  /** The menu bar looks once more between the kill and all that follows. */
  menuBar?: boolean;
  /** What doing it again leaves if it was done already; missing: nobody does it again who sees that it is done. */
  twice?: unknown;
}

/** Drives a view, killed or not. */
export function drives(name: string, drive: (view: View, mac: Mac) => Promise<unknown>): Command["does"] {
  return (mac, killAt) => mac.raycast.run(name, { drive: (view) => drive(view, mac), ...(killAt && { killAt }) });
}

/** Says yes to whatever is asked while something is done: what runs may change under the question, then it is asked again. */
export async function saysYes(mac: Mac, work: Promise<void>): Promise<void> {
  const { raycast } = mac;
  const confirm = () => raycast.alerts.find(({ open }) => open)?.confirm();
  const stop = raycast.changes.listen(confirm);
  confirm();
  await work.finally(stop);
}
