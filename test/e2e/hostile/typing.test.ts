import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { notificationScript } from "../../../src/core/notifications/notifier.ts";
import type { Step } from "../../../src/core/model/ports.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { TerminalSetup, made, tab } from "../../core/iterm2/setup.ts";
import { AppleEvents, createScriptRunner } from "../../mac/osascript/index.ts";
import { SoakMac } from "../soak/soak-mac.ts";
import { TEXTS } from "./texts.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(...Object.values(TEXTS)),
  fc.constant("\0 \\0 \u0000"),
);

describe("what is typed", () => {
  let appleEvents: SoakMac;
  beforeEach(async () => {
    appleEvents = await SoakMac.start({ programOf: () => ({ run: (it) => it.says("> ") }) });
    const templates = ["one", "two", "three"].map((id) => aTemplate({ id, auto_start: true }));
    await appleEvents.keep(aProject({ path: appleEvents.root, session_templates: templates }));
    await appleEvents.orchestrator.open("webapp");
  });
  afterEach(() => appleEvents.shutdown());

  test("reaches exactly the session it was meant for, as it is, whatever it holds", async () => {
    const { sessions } = await appleEvents.store.runtime();
    const panes = new Map(appleEvents.livingPanes().map((pane) => [pane.tty, pane]));
    const meant = panes.get(sessions["webapp/two"]?.tty ?? "");
    const others = [...panes.values()].filter((pane) => pane !== meant);
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const before = meant?.typed.length ?? 0;
        await appleEvents.orchestrator.sendText("webapp/two", text);
        // Halves of surrogate pairs are no characters; all else arrives.
        const arrived = meant?.typed.slice(before).join("");
        expect(arrived).toBe(`${text}\r`);
        expect(others.flatMap(({ typed }) => typed)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(appleEvents.iterm.world.sessions.flatMap(({ evaluated }) => evaluated)).toEqual([]);
  });
});

describe("osascript as a process", () => {
  let setup: TerminalSetup;
  beforeEach(async () => {
    // Nothing is said back, so nothing is waited for.
    setup = await TerminalSetup.launched({ iterm2: { switches: { writeWaitsMs: 0 } } });
  });
  afterEach(() => setup.clean());

  test("hands every text over by its arguments, in one batch", async () => {
    const texts = [...Object.values(TEXTS), ...fc.sample(fc.string({ unit: "binary", maxLength: 100 }), 40)].filter(
      (text) => !/\p{Surrogate}/u.test(text),
    );
    const [target] = (await setup.do(tab("a"))).map(made);
    const written: string[] = [];
    const write = setup.iterm.terminal(target ?? "");
    vi.spyOn(write, "write").mockImplementation((text: string) => void written.push(text));
    const steps = texts.map((text): Step => ({ do: "write", target: target ?? "", text, newline: false }));
    const results = await setup.do(...steps);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(written).toEqual(texts);
  });
});

describe("a notification", () => {
  test("shows its texts as they are, and runs nothing of them", async () => {
    const application = { installed: true, running: true, send: async () => ({ value: null }) };
    const scripts = createScriptRunner(new AppleEvents({ application }));
    try {
      for (const text of Object.values(TEXTS)) {
        const shown = text.slice(0, 250);
        const script = notificationScript({ title: text, subtitle: text, body: text });
        const { status, stderr } = await scripts.run(["-e", script]);
        expect(stderr).toBe("");
        expect(status).toBe(0);
        expect(scripts.appleEvents.notifications.at(-1)).toMatchObject({ title: shown, subtitle: shown, body: shown });
      }
    } finally {
      await scripts.close();
    }
  });
});
