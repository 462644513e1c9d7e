import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { macWithPanes, type BenchMac } from "../setup/mac-with-panes.ts";
import { managedIn } from "../setup/managed.ts";
import type { Effort } from "../effort.ts";
import { figure, type Figure } from "../figure.ts";
import type { TickMemory } from "./memory-of-ticks.ts";

const SESSIONS = 200;
const MB = 2 ** 20;
/** A heap that grows by less than a tenth over many ticks does not grow with them. */
const FLAT = 0.9;

const child = fileURLToPath(new URL("./memory-of-ticks.ts", import.meta.url));
const run = promisify(execFile);

async function memoryOf(mac: BenchMac, way: "ours" | "naive", ticks: number): Promise<TickMemory> {
  const file = join(mac.root, "managed.json");
  await writeFile(file, JSON.stringify(managedIn(mac.panes, Date.now())));
  // So much room for what is new that nothing is collected during a tick.
  const flags = ["--expose-gc", "--max-semi-space-size=256", "--min-semi-space-size=256", "--no-warnings"];
  const program = join(mac.root, "bin", "osascript");
  const { stdout } = await run(process.execPath, [...flags, child, mac.root, program, file, way, `${ticks}`]);
  return JSON.parse(stdout) as TickMemory;
}

/** The heap that a tick of 200 quiet sessions takes, and what it leaves behind. */
export async function memory({ long }: Effort): Promise<Figure[]> {
  const mac = await macWithPanes(SESSIONS);
  try {
    const ours = await memoryOf(mac, "ours", 3 * long.rounds);
    const naive = await memoryOf(mac, "naive", long.rounds);
    return [
      figure({
        name: `heap taken by a tick, ${SESSIONS} sessions`,
        value: ours.taken / MB,
        unit: "MB",
        alternative: { name: "a tick that reads each session by itself", value: naive.taken / MB },
      }),
      figure({
        name: `heap in use after ${3 * long.rounds} ticks, ${SESSIONS} sessions`,
        value: ours.after / MB,
        unit: "MB",
        alternative: { name: "before them", value: ours.before / MB },
        target: { ratio_at_least: FLAT },
      }),
    ];
  } finally {
    await mac.shutdown();
  }
}
