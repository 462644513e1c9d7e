import { Fault } from "../../model/fault.ts";
import type { Engine } from "../engine.ts";

/** UTF-16 units that hold any screen's last lines. */
const SCREEN_CHARS = 64 * 1024;

/** The last lines of a pane's buffer as they stand now, without the blank ones below; rejects with `gone`. */
export async function currentTail(engine: Engine, itermSessionId: string, lines: number): Promise<string[]> {
  const { buffers } = await engine.ports.terminal.snapshot({
    buffers: [{ id: itermSessionId, max_chars: SCREEN_CHARS, always: true }],
    may_ask: true,
  });
  const buffer = buffers.find(({ id }) => id === itermSessionId);
  if (buffer === undefined)
    throw new Fault("gone", "The pane is not there any more.", { advice: "Start the session again." });
  const all = buffer.text.split("\n").map((line) => line.trimEnd());
  return all.slice(0, all.findLastIndex((line) => line !== "") + 1).slice(-lines);
}
