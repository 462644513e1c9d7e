import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { launchCore, told, type CoreOnMac } from "../../setup/core-on-mac.ts";

/** The sessions' shell is bash. */
const startUp = (core: CoreOnMac, text: string) => writeFile(join(core.mac.home, ".bash_profile"), text);
const started = { depends_on: ["server"], condition: "started" as const };

test("a start-up file that replaces the shell is named in what an open comes to, and nothing that depends on the session starts", async () => {
  const core = await launchCore();
  await startUp(core, '[ -n "$ALLOWED" ] || exec sleep 1000\n');
  await core.keep(
    { server: "exec cat", tests: "echo ran >tested; exec cat" },
    { dependencies: [{ task_id: "tests", ...started }] },
  );
  const { failed, skipped } = await core.verbs.open("p");
  expect(failed.map(({ why }) => why)).toEqual([
    expect.stringMatching(/start-up file replaced the shell with 'sleep', so its command never ran/),
  ]);
  expect(skipped.map(({ why }) => why)).toEqual(["'server' never came to its command"]);
  expect(await core.read("tested")).toBe("");
});

test("a start-up file can tell sessions of a project from other terminals", async () => {
  const core = await launchCore();
  await startUp(core, '[ -n "$ITERM_PROJECT_SESSION" ] || exec sleep 1000\n');
  await core.keep({ server: "exec cat" });
  expect(told(await core.verbs.open("p")).succeeded).toEqual(["server"]);
});

test("a readiness command finds what start-up files, setup and the project set, as the session's own command does", async () => {
  const core = await launchCore();
  await startUp(core, "export FROM_RC=rc LEVEL=rc\n");
  const values = `test "$FROM_RC $FROM_SETUP $LEVEL" = "rc setup project"`;
  await core.keep(
    {
      server: { command: "exec cat", setup: "export FROM_SETUP=setup", ready_when: { type: "exec", command: values } },
    },
    { environment_variables: { LEVEL: "project", PATH: "./bin:$PATH" } },
  );
  expect(told(await core.verbs.open("p")).succeeded).toEqual(["server"]);
});
