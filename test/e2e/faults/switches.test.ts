import { test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import { startMac, type MacSettings } from "../../setup/start-mac.ts";
import { TITLE } from "../../mac/iterm2/index.ts";
import { coreOn } from "../../setup/core.ts";

/** What is inferred of iTerm2 and osascript, or is a matter of the user's settings, turned to its other side. */
const turned: Record<string, MacSettings> = {
  "an event to iTerm2 launches it": {
    osascript: { switches: { launchesOnFirstEvent: true } },
    iterm2: { switches: { launchOnFirstEvent: true } },
  },
  "iTerm2's terms are there only while it may be controlled": {
    osascript: { switches: { terminology: "when_permitted" } },
  },
  "the length of a list costs its whole reading": { osascript: { switches: { lengthSends: "get" } } },
  "errors are told in another language": { osascript: { switches: { stderrShape: "localised" } } },
  "events are answered while a dialog is up": { iterm2: { switches: { modalsBlockEvents: false } } },
  "a split has its tty at once": { iterm2: { switches: { splitTtyDelayMs: 0 } } },
  "the next window is current after one was closed": { iterm2: { switches: { currentWindowAfterClose: "next" } } },
  "new tabs come after the current one": { iterm2: { switches: { newTabsAtEnd: false } } },
  "no window opens at launch": { iterm2: { switches: { windowAtLaunch: false } } },
  "profiles have their commands run by a login shell": { iterm2: { profiles: [{ commandInLoginShell: true }] } },
  "titles show the job alone": { iterm2: { profiles: [{ titleComponents: TITLE.job }] } },
};

test.concurrent.for(["as the test Mac is", ...Object.keys(turned)])(
  "a project opens, closes and quits to the end: %s",
  async (setting, { expect, onTestFinished }) => {
    const mac = await startMac(turned[setting] ?? {});
    onTestFinished(() => mac.shutdown());
    const { orchestrator, keep } = coreOn(mac);
    const project = await keep(
      aProject({
        path: mac.home,
        session_templates: [
          aTemplate({ id: "server", command: "exec cat", auto_start: true }),
          aTemplate({
            id: "tests",
            command: "exec cat",
            layout: "pane_vertical",
            parent_template_id: "server",
            auto_start: true,
          }),
        ],
      }),
    );
    const opened = await orchestrator.open(project.id);
    expect([opened.succeeded.length, opened.failed, opened.skipped]).toEqual([2, [], []]);

    const closed = await orchestrator.close(project.id);
    expect([closed.succeeded.length, closed.unfinished]).toEqual([2, []]);

    await orchestrator.open(project.id);
    const { left } = await orchestrator.quit("close_managed", await orchestrator.quitPlan());
    expect(left.filter(({ why }) => why.includes("does not end"))).toEqual([]);
    const { projects } = await orchestrator.state();
    const phases = projects.flatMap(({ active_sessions }) =>
      Object.values(active_sessions).map(({ phase }) => phase.name),
    );
    expect(phases).toEqual(["ended", "ended"]);

    await mac.shutdown();
    expect([mac.survivors(), mac.appleEvents.defects]).toEqual([[], []]);
  },
);
