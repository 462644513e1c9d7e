import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hear, ownWord } from "../../../src/core/agents/bytes.ts";
import type { Heard } from "../../../src/core/model/session.ts";

const status = (body: string) => `\u001b]7501;${body}\u001b\\`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

function said(...parts: string[]) {
  const heard = parts.reduce<Heard | null>((before, bytes, i) => hear(before, bytes, i + 1), null);
  return heard && ownWord(heard);
}

describe("what a program says by escape sequences", () => {
  test.each([
    ["state=working:app=codex", "busy", "osc-7501-working", null],
    ["state=idle:app=codex", "idle", "osc-7501-idle", null],
    ["state=done:app=codex", "idle", "osc-7501-done", null],
    ["state=blocked:app=codex:kind=permission", "waiting", "osc-7501-blocked-permission", "permission"],
    ["state=blocked:app=codex:kind=question", "waiting", "osc-7501-blocked-question", "question"],
    ["state=blocked:app=codex", "waiting", "osc-7501-blocked", null],
    ["state=error:app=codex", "waiting", "osc-7501-error", null],
  ])("the program status %s is read", (body, state, rule, kind) => {
    expect(said(`text ${status(body)} more`)).toEqual({ state, rule, kind, app: "codex", text: "", at: 1 });
  });

  test("a program's own message is told with its state", () => {
    expect(said(status(`state=blocked:kind=permission:msg=${base64("Run npm test?")}`))?.text).toBe("Run npm test?");
    expect(said(status(`state=working:title=${base64("Tests")}`))?.text).toBe("Tests");
  });

  test("what Claude Code 2.1.332 writes is understood, its sub-agents and its errors too", () => {
    const app = "app=claude-code";
    const asks = status(`state=blocked:${app}:kind=permission:msg=${base64("approve Bash: touch a.txt")}`);
    expect(said(`\u001b]7501;?\u0007${status(`state=idle:${app}`)}`, asks, "\u001b]9;4;0;\u0007")).toMatchObject({
      state: "waiting",
      app: "claude-code",
      text: "approve Bash: touch a.txt",
      at: 2,
    });
    const part = status(`state=working:${app}:id=aeaa2dffa9715abd3:title=${base64("Look around")}`);
    const root = status(`state=done:${app}`);
    expect(said(part + root)).toMatchObject({ state: "busy", text: "Look around" });
    expect(said(part + root + status("state=clear:id=aeaa2dffa9715abd3"))).toMatchObject({ state: "idle" });
    expect(said(status(`state=error:${app}:msg=${base64("API Error: 529")}`))).toMatchObject({
      state: "waiting",
      text: "API Error: 529",
    });
  });

  test("a later status takes the place of an earlier one, and clearing takes it back", () => {
    expect(said(status("state=working"), status("state=idle"))).toMatchObject({ state: "idle", at: 2 });
    expect(said(status("state=working"), status("state=clear"))).toBeNull();
  });

  test("a program is blocked if any part of it is, and works while any part works", () => {
    const root = status("state=working:app=pi");
    expect(said(root + status("state=blocked:id=a/b:kind=question"))).toMatchObject({ state: "waiting", app: "pi" });
    expect(said(root + status("state=blocked:id=a/b") + status("state=clear:id=a"))).toMatchObject({ state: "busy" });
    expect(said(status("state=idle:app=pi") + status("state=working:id=a"))).toMatchObject({ state: "busy" });
    expect(said(status("state=idle:app=pi") + status("state=error:id=a"))).toMatchObject({ state: "idle" });
  });

  test.each([
    ["state=dreaming"],
    ["app=codex"],
    ["state=idle:app=two words"],
    [`state=idle:msg=${"!"}`],
    [`state=idle:msg=${base64("two\nlines")}`],
    [`state=idle:msg=${base64("x".repeat(2100))}`],
    [`state=idle:id=${"a".repeat(200)}`],
    [`state=idle:more=${"x".repeat(5000)}`],
    ["?"],
  ])("a report that breaks the protocol's rules changes nothing: %.40s", (body) => {
    expect(said(status("state=working:app=a") + status(body))).toMatchObject({ state: "busy", app: "a" });
  });

  test("what a message hides from the eye is left out", () => {
    expect(said(status(`state=blocked:msg=${base64("a\u202eb\u200bc")}`))?.text).toBe("abc");
  });

  test.each([
    ["status=Working;indicator=#ff9500;status-color=;detail=", "busy"],
    ["status=Waiting;indicator=#5f87ff;status-color=;detail=", "waiting"],
    ["status=Idle;indicator=#00d75f;status-color=;detail=", "idle"],
    ["status=Working…", "busy"],
  ])("iTerm2's session status %s is read", (body, state) => {
    expect(said(`\u001b]21337;${body}\u0007`)).toMatchObject({ state, rule: `osc-21337-${state}`, app: null });
  });

  test("a session status in words of its own, or an empty one, says nothing", () => {
    expect(said("\u001b]21337;status=Working\u0007\u001b]21337;status=\u0007")).toBeNull();
    expect(said("\u001b]21337;status=Deploying to mars\u0007")).toBeNull();
  });

  test("the detail of a session status may hold what separates its fields", () => {
    expect(said("\u001b]21337;status=Working;detail=a\\;b\\\\c=d\u0007")?.text).toBe("a;b\\c=d");
  });

  test("of a program status and a session status the newer one counts", () => {
    const waits = "\u001b]21337;status=Waiting\u0007";
    expect(said(status("state=working:app=codex"), waits)).toMatchObject({ state: "waiting", app: "codex" });
    expect(said(waits, status("state=working:app=codex"))).toMatchObject({ state: "busy" });
  });

  test("work under way that is announced as progress is heard, and its end", () => {
    const heard = hear(null, "\u001b]9;4;1;40\u0007", 1);
    expect(heard.progress).toMatchObject({ state: "busy", rule: "osc-9-4", text: "40%" });
    expect(hear(heard, "\u001b]9;4;0;\u0007", 2).progress).toBeNull();
    expect(hear(null, "\u001b]9;4;3;\u001b\\", 1).progress).toMatchObject({ state: "busy", text: "" });
  });

  test("the end of a command ends what it left standing, and a mark of pi's own does not", () => {
    expect(said(`${status("state=working:app=pi")}\u001b]133;A\u0007`)).toMatchObject({ state: "busy" });
    expect(said(status("state=working") + "\u001b]21337;status=Working\u0007" + "\u001b]133;D;1\u0007")).toBeNull();
    expect(said(`${status("state=done")}\u001b]133;D;0\u0007`)).toMatchObject({ state: "idle" });
    expect(said(`${status("state=done")}\u001bc`)).toBeNull();
  });

  test("a sequence that is cut anywhere between two readings is heard once", () => {
    const whole = status("state=blocked:app=codex:kind=permission");
    for (let cut = 1; cut < whole.length; cut += 1) {
      const [first, second] = [whole.slice(0, cut), whole.slice(cut)];
      expect(said(`x${first}`, `${second}y`), String(cut)).toMatchObject({ state: "waiting", at: 2 });
      expect(said(`x${first}`, `${second}y`, "more")).toMatchObject({ at: 2 });
    }
  });

  test("whatever the bytes are, what is kept of them is bounded and made in little time", () => {
    const pieces = fc.constantFrom(
      ...[
        "\u001b",
        "\u001b]",
        "\u001b]7501;",
        "\u001b]21337;",
        "\u001bc",
        "\u0007",
        "\u001b\\",
        "state=",
        "=",
        ":",
        ";",
      ],
      ...["working", "id=__proto__", "msg=", "A".repeat(500), "\\", "\n", "133;D", "9;4;1;"],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), (parts) => {
        const heard = hear(null, parts.join(""), 1);
        expect(heard.unfinished.length).toBeLessThan(5000);
        ownWord(heard);
      }),
      { numRuns: 300 },
    );
    const many = Array.from({ length: 20_000 }, (_, i) => status(`state=working:id=r${i}`)).join("");
    const started = performance.now();
    expect(hear(null, many, 1).records.length).toBeLessThanOrEqual(64);
    hear(null, "\u001b]7501;".repeat(100_000), 1);
    hear(null, `\u001b]7501;${"a".repeat(1_000_000)}`, 1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
