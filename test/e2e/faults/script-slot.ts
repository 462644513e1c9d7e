import type { AppleEvent, AppleEventReply, ScriptableApplication } from "../../mac/apple-event.ts";
import { AppleEventDesk } from "../../mac/osascript/desk.ts";
import { createScriptRunner, type ScriptRunner } from "../../mac/osascript/script-runner.ts";

/** An application that is another one for each test: threads that run scripts are costly to make, and are kept. */
class Switchboard implements ScriptableApplication {
  to: ScriptableApplication | null = null;

  get installed(): boolean {
    return this.to?.installed ?? false;
  }

  get running(): boolean {
    return this.to?.running ?? false;
  }

  async send(event: AppleEvent): Promise<AppleEventReply> {
    return this.to === null ? { error: -600 } : this.to.send(event);
  }
}

/** A desk with the threads that run its scripts, for one Mac at a time. */
export class ScriptSlot {
  readonly #board = new Switchboard();
  readonly desk = new AppleEventDesk({ application: this.#board });
  readonly scripts: ScriptRunner = createScriptRunner(this.desk);

  connect(application: ScriptableApplication | null): void {
    this.#board.to = application;
    this.desk.faults.clear();
    this.desk.events.length = 0;
    this.desk.runs.length = 0;
    this.desk.defects.length = 0;
  }
}

const free: ScriptSlot[] = [];
const all: ScriptSlot[] = [];

export function takeSlot(): ScriptSlot {
  const slot = free.pop();
  if (slot) return slot;
  const made = new ScriptSlot();
  all.push(made);
  return made;
}

export function giveBack(slot: ScriptSlot): void {
  slot.connect(null);
  free.push(slot);
}

/** For `afterAll`: ends every thread. */
export async function endSlots(): Promise<void> {
  free.length = 0;
  await Promise.all(all.splice(0).map(({ scripts }) => scripts.close()));
}
