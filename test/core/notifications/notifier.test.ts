import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNotifier, notificationScript } from "../../../src/core/notifications/notifier.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";

describe("notifications", () => {
  test("what the user wrote never stands in the script, and half characters do not break it", () => {
    const body = `" & (do shell script "rm -rf ~") & "\n🚀${"x".repeat(300)}`;
    const script = notificationScript({ title: "It's", subtitle: "", body });
    expect(script).not.toMatch(/shell|It's|🚀/);
    expect(script).toMatch(/^display notification \(character id \{34, 32, 38,.*128640, 120/);
    expect(script).toContain('with title (character id {73, 116, 39, 115}) subtitle ""');
    const cut = notificationScript({ title: "", subtitle: "", body: `${"x".repeat(249)}🚀` });
    expect(cut).not.toMatch(/5535\d/);
  });

  test("a click leads to the session where the user has terminal-notifier, which gets all texts as they are", async () => {
    const folder = mkdtempSync(join(tmpdir(), "notifier-"));
    const program = join(folder, "terminal-notifier");
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >'${folder}/args'\n`);
    chmodSync(program, 0o755);
    const notifier = createNotifier({
      run: createRunProgram(),
      linkTo: (id) => `raycast://to/${id}`,
      notifiers: ["/nowhere/terminal-notifier", program],
    });
    await notifier.notify({ title: "[Shop]", subtitle: "plan asks", body: "-rf $(x)?", session_id: "p/plan" });
    expect(readFileSync(join(folder, "args"), "utf8").trimEnd().split("\n")).toEqual([
      "-title",
      "\\[Shop]",
      "-subtitle",
      "plan asks",
      "-message",
      "\\-rf $(x)?",
      "-group",
      "p/plan",
      "-open",
      "raycast://to/p/plan",
    ]);
  });
});
