import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createJournals, parseJournal } from "../../../src/core/runner/journal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "a journal's "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("journals", () => {
  test("a line still being written waits; rubbish and unknown entries are left out", () => {
    const text = `{"event":"shell","at":1}\nrubbish\n{"event":"new kind","at":2}\n{"event":"exited","at":3,"code":7}\n{"event":"clo`;
    expect(parseJournal(text)).toEqual([
      { event: "shell", at: 1 },
      { event: "exited", at: 3, code: 7 },
    ]);
  });

  test("a session without a journal has an empty one", async () => {
    await writeFile(join(folder, "b.jsonl"), `{"event":"closed","at":1}\n`);
    expect(await createJournals(folder)(["a", "b"])).toEqual({
      a: { entries: [] },
      b: { entries: [{ event: "closed", at: 1 }] },
    });
  });
});
