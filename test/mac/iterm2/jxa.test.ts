import { afterEach, describe, expect, test } from "vitest";
import { runScript } from "../osascript/script-runner.ts";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";

afterEach(removeITerm2s);

/** Runs the body of a JXA `run(argv)` with `app` being iTerm2; resolves with what it returned. */
async function jxa(made: ITerm2Setup, body: string, ...argv: string[]): Promise<unknown> {
  const script = `function run(argv) { const app = Application("com.googlecode.iterm2"); ${body} }`;
  const result = await runScript(script, argv, made.iterm);
  expect(result).toMatchObject({ status: 0, stderr: "" });
  return JSON.parse(result.stdout);
}

describe("a JXA script", () => {
  test("opens a tab and a split beside it, and finds both again by GUID in one bulk read", async () => {
    const made = await launchITerm2();
    const seen = await jxa(
      made,
      `const tab = app.currentWindow().createTabWithDefaultProfile({ command: argv[0] });
       const first = tab.currentSession();
       const second = first.splitHorizontallyWithDefaultProfile({ command: argv[0] });
       return JSON.stringify({ ids: app.windows.tabs.sessions.id(), made: [first.id(), second.id()], index: tab.index() });`,
      "cat",
    );
    expect(seen).toEqual({
      ids: made.guids(),
      made: made.iterm.world.tabs[1]?.sessions.map((session) => session.guid),
      index: 1,
    });
  });

  test("types into a session whatever the text is, and reads the screen", async () => {
    const made = await launchITerm2();
    const guid = await made.tab("/bin/sh -c 'echo up; exec cat'", "up");
    const text = 'it\'s "quoted" $HOME `id` \\(x) $$y$$ 🚦';
    await jxa(made, "app.windows[0].tabs[1].sessions[0].write({ text: argv[0] }); return 'null';", text);
    await made.terminal(guid).until((terminal) => terminal.contents().includes(`${text} \n${text} \n`));
    const contents = await jxa(made, "return JSON.stringify(app.windows[0].tabs[1].sessions[0].contents());");
    expect(contents).toBe(made.terminal(guid).contents());
  });

  test("gets the error numbers of iTerm2 where it can catch them", async () => {
    const made = await launchITerm2();
    const numbers = await jxa(
      made,
      `const number = (act) => { try { act(); return 0; } catch (error) { return error.errorNumber; } };
       return JSON.stringify([
         number(() => app.windows[0].tabs[9].title()),
         number(() => app.windows[0].tabs[0].sessions.byId("gone").tty()),
         number(() => app.windows[0].createTab({ withProfile: "Nope" })),
         number(() => app.windows[0].tabs[0].sessions[0].write({})),
         number(() => app.windows[0].tabs[0].sessions[0].setVariable({ named: "name", to: "x" })),
       ]);`,
    );
    expect(numbers).toEqual([-1719, -1728, 1, 2, 3]);
  });

  test("meets null where a window has no tabs", async () => {
    const made = await launchITerm2();
    made.user.leavesZombieWindow();
    const seen = await jxa(made, "return JSON.stringify([app.windows.tabs.sessions.id(), app.windows[0].tabs()]);");
    expect(seen).toEqual([[null, [[made.iterm.world.sessions[0]?.guid]]], null]);
  });
});
