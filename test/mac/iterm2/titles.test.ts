import { afterEach, describe, expect, test } from "vitest";
import { ScriptedTerminal } from "../terminals/scripted-terminal.ts";
import { launchITerm2, removeITerm2s } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import { TITLE } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { firstWindow, property } from "./script.ts";

afterEach(removeITerm2s);

const session = property(firstWindow, "currentSession");

async function titled(profile: Partial<Profile>) {
  const made = await launchITerm2({ profiles: [profile], terminals: (spec) => new ScriptedTerminal(spec) });
  const terminal = made.iterm.world.sessions[0]?.terminal;
  if (!(terminal instanceof ScriptedTerminal)) throw new Error("No scripted terminal");
  return { made, terminal, name: () => made.script.value(session, "name") };
}

const variable = async (made: ITerm2Setup, named: string) => {
  const reply = await made.script.tell(session, "variable", { named });
  return "value" in reply ? reply.value : reply;
};

describe("titles by the profile", () => {
  test("title component 1 without title setting is a fixed name: programs change neither it nor their variables", async () => {
    const { made, terminal, name } = await titled({
      name: "[web] \\(columns)",
      titleComponents: TITLE.sessionName,
      allowsTitleSetting: false,
    });
    await terminal.says("\x1b]0;mine\x07\x1b]1;mine\x07\x1b]2;mine\x07");
    expect(await name()).toBe("[web] 80");
    expect([await variable(made, "terminalIconName"), await variable(made, "terminalWindowName")]).toEqual([
      null,
      null,
    ]);
    await made.script.set(session, "name", "by script");
    expect(await name()).toBe("by script");
  });

  test("setting titles is allowed and forbidden at once for open sessions", async () => {
    const { made, terminal, name } = await titled({ titleComponents: TITLE.sessionName });
    await terminal.says("\x1b]0;mine\x07");
    made.user.editsProfile("Default", { allowsTitleSetting: false });
    await terminal.says("\x1b]0;later\x07");
    expect(await name()).toBe("mine");
    made.user.editsProfile("Default", { allowsTitleSetting: true });
    await terminal.says("\x1b]0;last\x07");
    expect(await name()).toBe("last");
  });

  test("a program's title is shown also where the profile shows the job alone, and from then on the profile's later rules do not count", async () => {
    const { made, terminal, name } = await titled({ titleComponents: TITLE.job });
    expect(await name()).toBe(" ");
    await terminal.says("\x1b]2;window\x07");
    expect(await name()).toBe(" ");
    await terminal.says("\x1b]1;mine\x07");
    expect(await name()).toBe("mine");
    made.user.editsProfile("Default", { titleComponents: TITLE.profileName });
    expect(await name()).toBe("mine");
  });

  test("no component is the icon's title, else the window's, else Shell", async () => {
    const { terminal, name } = await titled({ titleComponents: 0 });
    expect(await name()).toBe("Shell");
    await terminal.says("\x1b]2;window\x07");
    expect(await name()).toBe("window");
  });

  test("the profile's name stands alone, or before the session's where that is another one", async () => {
    const { made, terminal, name } = await titled({ titleComponents: TITLE.profileName });
    expect(await name()).toBe("Default");
    made.user.editsProfile("Default", { titleComponents: TITLE.profileAndSessionName });
    expect(await name()).toBe("Default");
    await terminal.says("\x1b]2;ignored\x07");
    await made.script.set(session, "name", "web");
    expect(await name()).toBe("Default: web");
  });

  test("a component that is not modelled ends the test", async () => {
    const { name } = await titled({ titleComponents: 4 });
    await expect(name()).rejects.toThrow("does not model the title components 4");
  });

  test("a badge of the program's own takes the place of the profile's", async () => {
    const { made, terminal } = await titled({ badge: "\\(rows) rows" });
    expect(await variable(made, "badge")).toBe("25 rows");
    await terminal.says(`\x1b]1337;SetBadgeFormat=${Buffer.from("own").toString("base64")}\x07`);
    made.user.editsProfile("Default", { badge: "other" });
    expect(await variable(made, "badge")).toBe("own");
  });
});
