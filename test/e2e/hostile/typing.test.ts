import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { notificationScript } from "../../../src/core/notifications/notifier.ts";
import type { Step } from "../../../src/core/model/ports.ts";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { Bed, made, tab } from "../../core/iterm2/bed.ts";
import { AppleEventDesk, createScriptRunner } from "../../mac/osascript/index.ts";
import { SoakMac } from "../soak/soak-mac.ts";
import { TEXTS } from "./texts.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(...Object.values(TEXTS)),
  fc.constant("\0 \\0 \u0000"),
);

describe("what is typed", () => {
  let desk: SoakMac;
  beforeEach(async () => {
    desk = await SoakMac.start({ programOf: () => ({ run: (it) => it.says("> ") }) });
    const templates = ["one", "two", "three"].map((id) => aTemplate({ id, auto_start: true }));
    await desk.keep(aProject({ path: desk.root, session_templates: templates }));
    await desk.orchestrator.open("webapp");
  });
  afterEach(() => desk.shutdown());

  test("reaches exactly the session it was meant for, as it is, whatever it holds", async () => {
    const { sessions } = await desk.store.runtime();
    const panes = new Map(desk.livingPanes().map((pane) => [pane.tty, pane]));
    const meant = panes.get(sessions["webapp/two"]?.tty ?? "");
    const others = [...panes.values()].filter((pane) => pane !== meant);
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const before = meant?.typed.length ?? 0;
        await desk.orchestrator.sendText("webapp/two", text);
        // Halves of surrogate pairs are no characters; all else arrives.
        const arrived = meant?.typed.slice(before).join("");
        expect(arrived).toBe(`${text}\r`);
        expect(others.flatMap(({ typed }) => typed)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(desk.iterm.world.sessions.flatMap(({ evaluated }) => evaluated)).toEqual([]);
  });
});

describe("osascript as a process", () => {
  let bed: Bed;
  beforeEach(async () => {
    // Nothing is said back, so nothing is waited for.
    bed = await Bed.running({ iterm2: { switches: { writeWaitsMs: 0 } } });
  });
  afterEach(() => bed.clean());

  test("hands every text over by its arguments, in one batch", async () => {
    const texts = [...Object.values(TEXTS), ...fc.sample(fc.string({ unit: "binary", maxLength: 100 }), 40)].filter(
      (text) => !/\p{Surrogate}/u.test(text),
    );
    const [target] = (await bed.do(tab("a"))).map(made);
    const written: string[] = [];
    const write = bed.iterm.terminal(target ?? "");
    vi.spyOn(write, "write").mockImplementation((text: string) => void written.push(text));
    const steps = texts.map((text): Step => ({ do: "write", target: target ?? "", text, newline: false }));
    const results = await bed.do(...steps);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(written).toEqual(texts);
  });
});

describe("a notification", () => {
  test("shows its texts as they are, and runs nothing of them", async () => {
    const application = { installed: true, running: true, send: async () => ({ value: null }) };
    const scripts = createScriptRunner(new AppleEventDesk({ application }));
    try {
      for (const text of Object.values(TEXTS)) {
        const shown = text.slice(0, 250);
        const script = notificationScript({ key: "k", title: text, subtitle: text, body: text });
        const { status, stderr } = await scripts.run(["-e", script]);
        expect(stderr).toBe("");
        expect(status).toBe(0);
        expect(scripts.desk.notifications.at(-1)).toMatchObject({ title: shown, subtitle: shown, body: shown });
      }
    } finally {
      await scripts.close();
    }
  });
});
