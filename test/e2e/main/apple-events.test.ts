import { expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { PtyTerminal, ScriptedTerminal } from "../../mac/terminals/index.ts";
import { coreOn, type Core } from "../../setup/core.ts";
import { eventually } from "../../setup/eventually.ts";
import { launchMac } from "../../setup/launch-mac.ts";

/** A Mac on which the user's own tabs have no processes, so that there can be many. */
function roomyMac(): Promise<Mac> {
  let made = 0;
  return launchMac({
    iterm2: {
      switches: { windowAtLaunch: false },
      terminals: (spec) =>
        spec.argv[1]?.endsWith(".sh")
          ? new PtyTerminal(spec, "ITERM_SESSION_ID")
          : new ScriptedTerminal(spec, { tty: `/dev/ttys${900 + made++}` }),
    },
  });
}

/** A project of so many quiet sessions, every third a tab with two panes; open. */
async function opened(mac: Mac, count: number): Promise<Core> {
  const core = coreOn(mac);
  const session_templates = Array.from({ length: count }, (_, at) =>
    aTemplate({
      id: `s${at}`,
      command: "exec cat",
      ...(at % 3 === 0 ? {} : { layout: "pane_horizontal" as const, parent_template_id: `s${at - (at % 3)}` }),
    }),
  );
  const startup_sequence = session_templates.map(({ id }) => id);
  await core.keep(aProject({ path: mac.home, session_templates, config: { startup_sequence } }));
  const report = await core.orchestrator.open("webapp");
  expect(report.succeeded).toHaveLength(count);
  return core;
}

/** What one tick sends: events without those that fetch a buffer, and scripts. */
async function costOfTick(mac: Mac, core: Core): Promise<{ events: number; scripts: number }> {
  const { eventCount, runCount, events } = mac.appleEvents;
  await core.orchestrator.tick();
  const sent = mac.appleEvents.eventCount - eventCount;
  const buffers = events.slice(-sent).filter(({ event }) => {
    return event.kind === "get" && event.target.kind === "property" && event.target.name === "contents";
  });
  return { events: sent - buffers.length, scripts: mac.appleEvents.runCount - runCount };
}

test("a tick sends as many Apple events for 60 sessions as for one, in one script", async () => {
  const small = await roomyMac();
  const one = await costOfTick(small, await opened(small, 1));

  const large = await roomyMac();
  const core = await opened(large, 12);
  for (let made = 12; made < 60; made++) await large.iterm2.user.opensTab({ command: "mine" });
  expect(large.iterm2.world.sessions).toHaveLength(60);
  const sixty = await costOfTick(large, core);

  expect(sixty).toEqual(one);
  expect(one.scripts).toBe(1);
  expect(one.events).toBe(7);
});

test("a tick that has something to do for iTerm2 does all of it in one more script", async () => {
  const mac = await roomyMac();
  const core = coreOn(mac);
  const ids = ["a", "b", "c", "d", "e"];
  const session_templates = ids.map((id) => aTemplate({ id, command: "exec cat" }));
  await core.keep(aProject({ path: mac.home, session_templates, config: { startup_sequence: ids } }));
  const ticks: number[] = [];
  let before = mac.appleEvents.runCount;
  await core.orchestrator.open("webapp", {
    onProgress: () => {
      ticks.push(mac.appleEvents.runCount - before);
      before = mac.appleEvents.runCount;
    },
  });
  expect(ticks[0]).toBe(2);
  expect(Math.max(...ticks)).toBe(2);
  expect(mac.iterm2.world.sessions).toHaveLength(5);
  await eventually("quiet", async () => (await costOfTick(mac, core)).scripts === 1);
});

test("while iTerm2 does not run, a look sends no event and starts nothing", async () => {
  const mac = await launchMac();
  const { runCount } = mac.appleEvents;
  await coreOn(mac).orchestrator.tick({ may_ask: true });
  expect([mac.appleEvents.eventCount, mac.appleEvents.runCount - runCount, mac.iterm2.running]).toEqual([0, 1, false]);
});
