import { describe, expect, test } from "vitest";
import { decide } from "../../../src/core/decide/decide.ts";
import { NOTHING_DESIRED } from "../../../src/core/model/desired.ts";
import type { SeenOutput } from "../../../src/core/model/observation.ts";
import { NOTHING_KNOWN } from "../../../src/core/model/runtime.ts";
import type { ManagedSession } from "../../../src/core/model/session.ts";
import { Settings } from "../../../src/core/model/settings.ts";
import { aManagedSession, anObservation, aSeenOutput, aSeenSession } from "../builders/observation.ts";
import { aProject } from "../builders/project.ts";

const NOW = 2_000_000;
const READ_AT = 1_900_000;

function aReading(partial: string) {
  return { anchor: [], partial, read_at: READ_AT, length: partial.length, tty_mtime: READ_AT };
}

/** The session after a tick in which its pane was there and `output`, if any, was read of it. */
function afterTick(session: ManagedSession, output?: SeenOutput): ManagedSession {
  const tabs = [{ index: 0, title: "server", sessions: [aSeenSession()] }];
  const { next } = decide({
    desired: NOTHING_DESIRED,
    projects: { webapp: aProject() },
    settings: Settings.parse({}),
    previous: { ...NOTHING_KNOWN, sessions: { [session.id]: session }, ticked_at: READ_AT },
    observation: anObservation({
      at: NOW,
      terminal: {
        state: "running",
        windows: [{ id: 1, tabs, readable: true }],
      },
      processes: null,
      output: output ? { [session.id]: output } : {},
    }),
    now: NOW,
    minute_of_day: 600,
  });
  return next.sessions[session.id]!;
}

describe("a session's screen", () => {
  test("a session whose screen asks something waits for its user as long as the screen is unchanged", () => {
    const first = afterTick(aManagedSession({ reading: aReading("Remove all? [y/N]") }));
    expect(first.attention).toBe("waiting");
    const second = afterTick(first);
    expect(second).toMatchObject({ attention: "waiting", evidence: { source: "screen", at: READ_AT } });
    expect(afterTick(second).drawn).toBe(second.drawn);
  });

  test("a session whose screen has answered itself stops waiting as soon as it is read again", () => {
    const asking = afterTick(aManagedSession({ reading: aReading("Remove all? [y/N]") }));
    const reading = { ...aReading("removing 1 of 90 files"), read_at: NOW };
    expect(afterTick(asking, aSeenOutput({ tail: ["removing 1 of 90 files"], reading })).attention).not.toBe("waiting");
  });
});

describe("a session's history", () => {
  test("a line of output that has grown is in a session's history once, as it is now", () => {
    const entry = (content: string) => ({ timestamp: "", content, entry_type: "output" as const });
    const before = aManagedSession({ output_history: [entry("$ npm test"), entry("Tests 5 pa")] });
    const grown = aSeenOutput({ entries: [entry("Tests 5 passed")], continues: true });
    expect(afterTick(before, grown).output_history.map(({ content }) => content)).toEqual([
      "$ npm test",
      "Tests 5 passed",
    ]);
  });
});
