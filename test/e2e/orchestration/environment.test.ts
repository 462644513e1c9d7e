import { expect, test } from "vitest";
import { launchCore } from "../../setup/core-on-mac.ts";
import { eventually } from "../../setup/eventually.ts";

/** What Raycast sets for itself: a program that finds it installs no development dependencies, or knows no locale. */
const RAYCASTS = ["NODE_ENV", "NODE_PATH", "LC_ALL"];

function variables(printed: string): Record<string, string> {
  return Object.fromEntries(printed.split("\n").map((line) => line.split(/=(.*)/s, 2)));
}

test("a session of an iTerm2 that we started finds nothing that is Raycast's own", async () => {
  const core = await launchCore();
  expect(core.iterm2.running).toBe(false);
  await core.keep({ server: "env >seen.new; mv seen.new seen; exec cat" });
  await core.verbs.open("p");

  const seen = variables(await eventually("what the session found", () => core.read("seen")));
  expect(seen).toMatchObject({ HOME: core.mac.home, TERM_PROGRAM: "iTerm.app" });
  expect(RAYCASTS.filter((name) => name in seen)).toEqual([]);
  const { inherited } = core.iterm2.world.app;
  expect(Object.keys(inherited).sort()).toEqual(["HOME", "LANG", "PATH", "TEST_MAC", "TMPDIR"]);
});

test("readiness and stop commands find the user's folders and programs, and nothing that is Raycast's own", async () => {
  const core = await launchCore();
  await core.keep(
    {
      db: {
        command: "while ! test -e stop-it; do sleep 0.1; done",
        ready_when: { type: "exec", command: "env >ready" },
        stop_command: "env >stop; touch stop-it",
      },
    },
    { environment_variables: { OURS: "ours" } },
  );
  await core.verbs.open("p");
  await core.verbs.close("p");

  for (const file of ["ready", "stop"]) {
    const seen = variables(await core.read(file));
    expect(seen).toMatchObject({ HOME: core.mac.home, OURS: "ours", LANG: "en_US.UTF-8" });
    expect(RAYCASTS.filter((name) => name in seen)).toEqual([]);
  }
});
