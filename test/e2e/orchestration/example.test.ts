import { expect, test } from "vitest";
import { launchCore, told } from "../../setup/core-on-mac.ts";

/** The second recipe of test/README.md: the core on a test Mac, with real shells and processes. */
test("a project opens in its tabs, and each session runs its command in the project's folder", async () => {
  const core = await launchCore();
  await core.keep({ server: "pwd; exec cat", tests: "exec cat" });

  const report = await core.verbs.open("p");

  expect(told(report)).toMatchObject({ succeeded: ["server", "tests"], failed: [] });
  expect(await core.states()).toEqual({ server: "up", tests: "up" });
  expect(core.layout().flat()).toEqual([["server"], ["tests"]]);
  await core.shows("server", new RegExp(core.mac.home));
});
