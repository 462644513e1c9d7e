import { createRunProgram } from "../../../src/core/processes/run.ts";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { numberInStderr } from "../../../src/core/iterm2/faults.ts";
import { createOsascript } from "../../../src/core/iterm2/osascript.ts";
import { createPerform } from "../../../src/core/iterm2/perform.ts";
import { Fault } from "../../../src/core/model/fault.ts";

describe("osascript", () => {
  test("no such program is failed, with what to do", async () => {
    const missing = createOsascript(createRunProgram(), join(tmpdir(), "no such folder", "osascript"));
    await expect(missing("", "", { timeout_ms: 1000 })).rejects.toMatchObject({ code: "failed" });
  });

  test("only the final number of stderr counts, in any language", () => {
    expect(numberInStderr("execution error: Error: Error: Can’t get object. (-1728)\n")).toBe(-1728);
    expect(numberInStderr("0:12: Fehler (42): Nicht erlaubt. (-1743)")).toBe(-1743);
    expect(numberInStderr("killed")).toBeNull();
  });

  test("of a script that was killed, the steps it told of are known, the next one may have happened, others did not", async () => {
    const step = { do: "focus", target: "x" } as const;
    const stderr = `{"step":0,"result":{"ok":true,"session_id":"A"}}\nnoise {\n{"step":1,"result":{"ok":false,"number":1,"skipped":false}}\n`;
    const killed = () => Promise.reject(new Fault("cancelled", "", { mayHaveHappened: true, raw: stderr }));
    expect(await createPerform(killed)([step, step, step, step], {})).toMatchObject([
      { ok: true, session_id: "A" },
      { ok: false, fault: { code: "failed", message: "iTerm2 has no profile of that name." } },
      { ok: false, fault: { code: "timed_out", mayHaveHappened: true } },
      { ok: false, fault: { code: "timed_out", mayHaveHappened: false } },
    ]);
  });
});
