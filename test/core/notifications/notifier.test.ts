import { describe, expect, test } from "vitest";
import type { RunProgram } from "../../../src/core/model/ports.ts";
import { createNotifier, notificationScript } from "../../../src/core/notifications/notifier.ts";

describe("notifications", () => {
  test("are shown by macOS's osascript, whatever PATH says, and one that it does not show is told with its reason", async () => {
    const programs: string[] = [];
    const run =
      (code: number): RunProgram =>
      async ({ program, args }) => {
        programs.push(`${program} ${args[0]}`);
        return { ended: "exited", code, stdout: "", stderr: "not allowed" };
      };
    const notification = { title: "Server", subtitle: "", body: "failed" };
    await createNotifier(run(0)).notify(notification);
    await expect(createNotifier(run(1)).notify(notification)).rejects.toMatchObject({
      code: "failed",
      raw: "not allowed",
    });
    expect(programs).toEqual(["/usr/bin/osascript -e", "/usr/bin/osascript -e"]);
  });

  test("what the user wrote never stands in the script, and half characters do not break it", () => {
    const body = `" & (do shell script "rm -rf ~") & "\n🚀${"x".repeat(300)}`;
    const script = notificationScript({ title: "It's", subtitle: "", body });
    expect(script).not.toMatch(/shell|It's|🚀/);
    expect(script).toMatch(/^display notification \(character id \{34, 32, 38,.*128640, 120/);
    expect(script).toContain('with title (character id {73, 116, 39, 115}) subtitle ""');
    const cut = notificationScript({ title: "", subtitle: "", body: `${"x".repeat(249)}🚀` });
    expect(cut).not.toMatch(/5535\d/);
  });
});
