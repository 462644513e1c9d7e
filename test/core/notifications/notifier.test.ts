import { describe, expect, test } from "vitest";
import { notificationScript } from "../../../src/core/notifications/notifier.ts";

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
});
