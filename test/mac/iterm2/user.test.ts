import { afterEach, describe, expect, test } from "vitest";
import { removeITerm2s, launchITerm2 } from "./setup.ts";
import { at, firstWindow, property, windows } from "./script.ts";

afterEach(removeITerm2s);

describe("select and front [S]", () => {
  test("session.select, tab.select, window.select and activate each do one step: all four show a session", async () => {
    const made = await launchITerm2();
    const window = made.windowId;
    const target = await made.tab("cat");
    await made.user.splits(target, "vertical", "cat");
    made.user.selectsTab(window, 0);
    await made.user.opensWindow();
    made.user.switchesTo("Safari");
    const shown = () => {
      const [front] = made.iterm.desktop().windows;
      const tab = front?.tabs.find(({ selected }) => selected);
      return [made.iterm.desktop().frontmost, front?.id, tab?.panes.find(({ selected }) => selected)?.guid];
    };
    const [, other, elsewhere] = shown();
    await made.script.tell(made.session(target), "select");
    expect(shown()).toEqual(["Safari", other, elsewhere]);
    expect(made.iterm.world.windows[1]?.current?.index).toBe(0);
    await made.script.tell(at(made.window(window), "tabs", 1), "select");
    expect(shown()).toEqual(["Safari", other, elsewhere]);
    await made.script.tell(made.window(window), "select");
    expect(shown()).toEqual(["Safari", window, target]);
    await made.script.tell({ kind: "application" }, "activate");
    expect(shown()).toEqual(["iTerm2", window, target]);
  });
});

describe("the user", () => {
  test("interrupts with Ctrl-C and stops with Ctrl-Z what is in the foreground, not the shell", async () => {
    const made = await launchITerm2();
    const guid = await made.user.opensTab({ command: "/usr/bin/env 'PS1=$ ' /bin/bash --norc -i" });
    const terminal = made.terminal(guid);
    const shows = (text: string) => terminal.until((each) => each.contents().includes(text));
    await shows("$ ");
    const program =
      'process.on("SIGCONT", () => console.log("resumed")); setInterval(() => {}, 9999); console.log("up")';
    made.user.types(guid, `'${process.execPath}' -e '${program}'\r`);
    await shows("\nup \n");
    made.user.presses(guid, "ctrl-z");
    await shows("Stopped");
    made.user.types(guid, "fg\r");
    await shows("\nresumed \n");
    made.user.presses(guid, "ctrl-c");
    made.user.types(guid, "echo status $?\r");
    await terminal.until((each) => each.contents().includes("\nstatus 130"));
    expect(terminal.exit).toBeNull();
  });

  test("drags a session to another window: same GUID, another tab and window", async () => {
    const made = await launchITerm2();
    const first = made.windowId;
    const guid = await made.tab("cat");
    await made.user.opensWindow();
    const second = made.windowId;
    made.user.dragsToWindow(guid, second);
    expect(made.iterm.session(guid).tab?.window.id).toBe(second);
    expect(await made.script.value(windows, "id")).toEqual([second, first]);
    expect(await made.script.value(property(firstWindow, "currentSession"), "id")).toBe(guid);
  });

  test("drags the last session out of a window, which goes away", async () => {
    const made = await launchITerm2();
    const [alone] = made.iterm.world.sessions;
    await made.user.opensWindow();
    made.user.dragsToWindow(alone?.guid ?? "", made.windowId);
    expect(made.windowIds).toHaveLength(1);
  });

  test("resizes a pane, and both programs are told", async () => {
    const made = await launchITerm2();
    const told = "/bin/sh -c \"trap 'stty size' WINCH; echo up; while :; do sleep 0.02; done\"";
    const left = await made.tab(told, "up");
    const right = await made.user.splits(left, "vertical", told);
    await made.terminal(right).until((terminal) => terminal.contents().includes("up"));
    made.user.resizesPane(right, 0.75);
    await made.terminal(left).until((terminal) => terminal.contents().includes("25 19"));
    await made.terminal(right).until((terminal) => terminal.contents().includes("25 60"));
  });

  test("moves tabs about, and pins them", async () => {
    const made = await launchITerm2();
    const guid = await made.user.opensTab();
    made.user.movesTab(made.windowId, 1, 0);
    expect(made.iterm.session(guid).tab?.index).toBe(0);
  });

  test("cannot act on what is not there", async () => {
    const made = await launchITerm2();
    expect(() => made.user.types("nobody", "x")).toThrow("No session nobody");
    expect(() => made.user.selectsTab(made.windowId, 9)).toThrow("No tab 9");
    expect(() => made.user.saysOk()).toThrow("asks nothing");
  });
});

describe("the desktop", () => {
  test("shows windows, tabs and panes with titles, screens and what is selected", async () => {
    const made = await launchITerm2({ profiles: [{ titleComponents: 1 }] });
    const guid = await made.tab("/bin/sh -c 'echo hello; exec cat'", "hello");
    expect(made.iterm.desktop().windows).toEqual([
      {
        id: made.windowId,
        title: "Default",
        hotkey: false,
        tabs: [
          expect.objectContaining({ title: "Default", selected: false }),
          {
            title: "Default",
            color: null,
            selected: true,
            panes: [
              {
                guid,
                title: "Default",
                badge: "",
                tty: made.terminal(guid).tty,
                columns: 80,
                rows: 25,
                selected: true,
                ended: false,
                screen: ["hello"],
              },
            ],
          },
        ],
      },
    ]);
  });
});
