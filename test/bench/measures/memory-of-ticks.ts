import { createRunProgram } from "../../../src/core/processes/run.ts";
import { readFile } from "node:fs/promises";
import { createOsascript } from "../../../src/core/iterm2/osascript.ts";
import type { Managed } from "../setup/managed.ts";
import { settled, tickingOver } from "../setup/ticking.ts";
import { oneByOne } from "../naive/read-one-by-one.ts";
import { median } from "../timing.ts";

/*
 * A process of its own, so that only a tick's memory is in its heap. Its arguments: the mac's folder, osascript, the
 * file with what is managed, `ours` or `naive`, how many ticks. It prints JSON of `TickMemory`.
 */

/** Bytes. */
export interface TickMemory {
  /** What one tick takes from the heap. */
  taken: number;
  /** In use before and after all ticks, collected. */
  before: number;
  after: number;
}

const collect = globalThis.gc as () => void;

function used(): number {
  return process.memoryUsage().heapUsed;
}

function usedAfterCollecting(): number {
  for (let time = 0; time < 3; time += 1) collect();
  return used();
}

const [root = "", program = "", file = "", way = "ours", count = "1"] = process.argv.slice(2);
const managed = JSON.parse(await readFile(file, "utf8")) as Managed;
const real = createOsascript(createRunProgram(), program);
const ticking = await tickingOver(root, way === "naive" ? oneByOne(real) : real, managed);
await settled(ticking);
await ticking.orchestrator.tick();

const before = usedAfterCollecting();
const taken: number[] = [];
for (let tick = 0; tick < Number(count); tick += 1) {
  const start = usedAfterCollecting();
  await ticking.orchestrator.tick();
  taken.push(used() - start);
}
process.stdout.write(
  JSON.stringify({ taken: median(taken), before, after: usedAfterCollecting() } satisfies TickMemory),
);
