import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { dynamicProfilesFolder } from "./dynamic-profiles.ts";
import { installITerm2, launchITerm2, removeITerm2s } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import { app, firstWindow, property, windows } from "./script.ts";

afterEach(removeITerm2s);

const OURS = { Guid: "ours", Name: "Ours" };
const file = (...Profiles: object[]) => ({ Profiles });
const current = property(firstWindow, "currentSession");

/** Makes a tab with the profile; the number of iTerm2's error, or null. */
async function tabWith(made: ITerm2Setup, name: string): Promise<number | null> {
  const reply = await made.script.tell(firstWindow, "createTab", { withProfile: name, command: "cat" });
  return "error" in reply ? reply.error : null;
}

/** Writes a file and lets the time pass after which iTerm2 reads it. */
async function loaded(made: ITerm2Setup, name: string, content: unknown): Promise<void> {
  await made.profileFile(name, content);
  made.clock.advance(100);
  await made.script.value(windows, "id");
}

const named = (made: ITerm2Setup, name: string) => made.iterm.world.profiles.named(name);

describe("dynamic profiles", () => {
  test("are read at launch from a folder that iTerm2 makes if it is not there", async () => {
    const made = installITerm2();
    await made.iterm.launch();
    expect(existsSync(dynamicProfilesFolder(made.home))).toBe(true);
    const before = installITerm2();
    await before.profileFile("ours.json", file(OURS));
    await before.iterm.launch();
    expect(await tabWith(before, "Ours")).toBeNull();
    expect(await before.script.value(property(firstWindow, "currentSession"), "profileName")).toBe("Ours");
  });

  test("are read again 0.1 s after a change, and until then their names are error 1 and make nothing", async () => {
    const made = await launchITerm2();
    await made.profileFile("ours.json", file(OURS));
    made.clock.advance(99);
    expect(await tabWith(made, "Ours")).toBe(1);
    expect(await made.script.tell(app, "createWindowWithProfile", {}, "Ours")).toEqual({ error: 1 });
    expect(await made.script.tell(current, "splitVertically", { withProfile: "Ours" })).toEqual({ error: 1 });
    expect(made.iterm.world.sessions).toHaveLength(1);
    made.clock.advance(1);
    await made.script.value(windows, "id");
    expect(await tabWith(made, "Ours")).toBeNull();
    expect(await made.script.tell(app, "createWindowWithProfile", {}, "Ours")).not.toHaveProperty("error");
    expect(await made.script.tell(current, "splitVertically", { withProfile: "Ours" })).not.toHaveProperty("error");
  });

  test("are read again only 3 s after a change before 3.5", async () => {
    const made = await launchITerm2({ switches: { version: "3.4.23" } });
    await made.profileFile("ours.json", file(OURS));
    made.clock.advance(2_999);
    expect(await tabWith(made, "Ours")).toBe(1);
    made.clock.advance(1);
    await made.script.value(windows, "id");
    expect(await tabWith(made, "Ours")).toBeNull();
  });

  test("are not read while a dialog is up, but as soon as it is answered", async () => {
    const made = await launchITerm2({ switches: { modalsBlockEvents: false } });
    made.user.locksSession(made.iterm.world.sessions[0]?.guid ?? "");
    void made.user.closesWindow(made.windowId);
    await made.profileFile("ours.json", file(OURS));
    made.clock.advance(10_000);
    expect(await tabWith(made, "Ours")).toBe(1);
    made.user.saysCancel();
    await made.script.value(windows, "id");
    expect(await tabWith(made, "Ours")).toBeNull();
  });

  test("are found by their exact names, the first of the list before later ones and ordinary ones before dynamic ones", async () => {
    const made = await launchITerm2({ profiles: [{}, { name: "Twice", columns: 100 }] });
    await loaded(
      made,
      "a.json",
      file({ ...OURS, Columns: 90 }, { Guid: "b", Name: "Ours" }, { Guid: "c", Name: "Twice" }),
    );
    expect(await tabWith(made, "ours")).toBe(1);
    expect([named(made, "Ours")?.columns, named(made, "Twice")?.columns]).toEqual([90, 100]);
  });

  test("a malformed file loses its own profiles and no others, and a dialog holds all events", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file(OURS));
    await loaded(made, "theirs.json", file({ Guid: "theirs", Name: "Theirs" }));
    await made.profileFile("theirs.json", '{"Profiles": [');
    made.clock.advance(100);
    expect((await made.iterm.world.modals.asked()).kind).toBe("dynamic_profiles");
    let answered = false;
    const reading = made.script.value(windows, "id").then(() => (answered = true));
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    made.user.saysOk();
    await reading;
    expect([await tabWith(made, "Ours"), await tabWith(made, "Theirs")]).toEqual([null, 1]);
    await loaded(made, "theirs.json", file({ Guid: "theirs", Name: "Theirs" }));
    expect(await tabWith(made, "Theirs")).toBeNull();
    expect(made.iterm.world.modals.history).toHaveLength(1);
  });

  test.each([
    ["a root that is no object", "[]"],
    ["no Profiles", "{}"],
    ["text that is not UTF-8", '{"Profiles": [\xff]}'],
  ])("a file with %s is ignored with the same dialog", async (_, content) => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file(OURS));
    writeFileSync(join(dynamicProfilesFolder(made.home), "bad.json"), Buffer.from(content, "latin1"));
    await made.iterm.noticesProfiles();
    made.clock.advance(100);
    expect((await made.iterm.world.modals.asked()).text).toMatch(/^Dynamic Profiles Error/);
    made.user.saysOk();
    expect(await tabWith(made, "Ours")).toBeNull();
  });

  test("a user may have silenced the dialog", async () => {
    const made = await launchITerm2({ switches: { dynamicProfilesWarning: false } });
    await loaded(made, "bad.json", "{");
    expect(made.iterm.world.modals.history).toEqual([]);
  });

  test.each([
    ["without a Guid", [{ Name: "Bad" }]],
    ["without a Name", [{ Guid: "bad" }]],
    ["with the Guid of an ordinary profile", [{ Guid: "own", Name: "Bad" }]],
    ["with a Guid that was there before", [{ ...OURS }, { ...OURS, Name: "Bad" }]],
  ])("an entry %s is skipped, its file is not, and one dialog says so", async (_, entries) => {
    const made = await launchITerm2({ profiles: [{ guid: "own" }] });
    await made.profileFile("a.json", file(...entries, { Guid: "good", Name: "Good" }));
    made.clock.advance(100);
    expect((await made.iterm.world.modals.asked()).kind).toBe("dynamic_profiles");
    made.user.saysOk();
    expect([await tabWith(made, "Bad"), await tabWith(made, "Good")]).toEqual([1, null]);
    expect(made.iterm.world.modals.history).toHaveLength(1);
  });

  test("files are read in the order of their paths, subfolders too, without dot files and backups", async () => {
    const made = installITerm2();
    await made.profileFile("b.json", file({ ...OURS, Columns: 100 }));
    await made.profileFile("a.plist", file({ ...OURS, Columns: 90 }));
    await made.profileFile(".c.json", file({ Guid: "c", Name: "Dotted" }));
    await made.profileFile("d.json~", file({ Guid: "d", Name: "Backup" }));
    await made.profileFile(join("sub", "e.json"), file({ Guid: "e", Name: "Below" }));
    await made.iterm.launch();
    // The second of one Guid, and the folder, which is taken for a file.
    expect(made.iterm.desktop().asking).toEqual([expect.stringMatching(/Could not read.*sub|same Guid: ours/)]);
    made.user.saysOk();
    expect(named(made, "Ours")?.columns).toBe(90);
    expect([named(made, "Dotted"), named(made, "Backup"), named(made, "Below")?.name]).toEqual([null, null, "Below"]);
  });

  test("a subfolder is no file, by the switch", async () => {
    const made = installITerm2({ switches: { subfolderIsAProfile: false } });
    await made.profileFile(join("sub", "e.json"), file({ Guid: "e", Name: "Below" }));
    await made.iterm.launch();
    expect(made.iterm.desktop().asking).toEqual([]);
    expect(named(made, "Below")).not.toBeNull();
  });

  test("a folder that is a link is followed, and the files that links in it lead to are watched", async () => {
    const made = installITerm2();
    const target = join(made.home, "kept.json");
    writeFileSync(target, JSON.stringify(file(OURS)));
    const folder = dynamicProfilesFolder(made.home);
    const elsewhere = join(made.home, "dotfiles");
    mkdirSync(elsewhere);
    mkdirSync(join(folder, ".."), { recursive: true });
    symlinkSync(elsewhere, folder);
    symlinkSync(target, join(elsewhere, "ours.json"));
    await made.iterm.launch();
    expect(named(made, "Ours")).not.toBeNull();
    const noticed = made.iterm.noticesProfiles();
    writeFileSync(target, JSON.stringify(file({ ...OURS, Name: "Renamed" })));
    await noticed;
    made.clock.advance(100);
    await made.script.value(windows, "id");
    expect(named(made, "Renamed")).not.toBeNull();
  });

  test("a file that is no JSON of profiles as iTerm2 knows them ends the test", async () => {
    const lists = await launchITerm2();
    await lists.profileFile("ours.plist", '<?xml version="1.0"?><plist></plist>');
    lists.clock.advance(100);
    await expect(lists.script.value(windows, "id")).rejects.toThrow(
      "does not model dynamic profiles as property lists",
    );
    const keys = await launchITerm2();
    await keys.profileFile("ours.json", file({ ...OURS, "Blinking Cursor": true }));
    keys.clock.advance(100);
    await expect(keys.script.value(windows, "id")).rejects.toThrow("does not model the profile keys Blinking Cursor");
    const types = await launchITerm2();
    await types.profileFile("ours.json", file({ ...OURS, Columns: "80" }));
    types.clock.advance(100);
    await expect(types.script.value(windows, "id")).rejects.toThrow("Columns has a value of the wrong type");
  });
});

describe("the parent of a dynamic profile", () => {
  const PROFILES = { profiles: [{ columns: 100 }, { guid: "work", name: "Work", columns: 120, badge: "work" }] };

  test("is the user's default profile where none is named, and every key that is left out is its own", async () => {
    const made = await launchITerm2({ profiles: [{ columns: 100, directory: "/", badge: "b", titleComponents: 1 }] });
    await loaded(made, "ours.json", file({ ...OURS, Rows: 30 }));
    expect(named(made, "Ours")).toMatchObject({
      columns: 100,
      rows: 30,
      directory: "/",
      badge: "b",
      titleComponents: 1,
    });
    expect(named(made, "Ours")).toMatchObject({ whenProgramEnds: "close", name: "Ours", guid: "ours" });
  });

  test("is named by Guid before Name", async () => {
    const made = await launchITerm2(PROFILES);
    const byName = { "Dynamic Profile Parent Name": "Work" };
    const byGuid = { "Dynamic Profile Parent GUID": "work" };
    await loaded(made, "ours.json", file({ ...OURS, ...byName }));
    expect(named(made, "Ours")).toMatchObject({ columns: 120, badge: "work" });
    await loaded(made, "ours.json", file({ ...OURS, ...byGuid, "Dynamic Profile Parent Name": "Default" }));
    expect(named(made, "Ours")).toMatchObject({ columns: 120, badge: "work" });
  });

  test("is nobody where the one that is named is not there, whatever the dialog says", async () => {
    const made = await launchITerm2({ profiles: [{ columns: 100 }] });
    await made.profileFile("ours.json", file({ ...OURS, "Dynamic Profile Parent Name": "Gone" }));
    made.clock.advance(100);
    expect((await made.iterm.world.modals.asked()).text).toContain("Using default profile as parent");
    made.user.saysOk();
    expect(named(made, "Ours")).toMatchObject({ columns: 80, whenProgramEnds: "keep" });
  });

  test("gives its later changes only when the folder changes", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file(OURS));
    made.user.editsProfile("Default", { badge: "new" });
    expect(named(made, "Ours")?.badge).toBe("");
    await loaded(made, "ours.json", file(OURS));
    expect(named(made, "Ours")?.badge).toBe("new");
  });

  test("a command without its switch is the parent's login shell", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file({ ...OURS, Command: "/bin/cat" }));
    expect(named(made, "Ours")?.command).toBeNull();
    await loaded(made, "ours.json", file({ ...OURS, Command: "/bin/cat", "Custom Command": "Yes" }));
    expect(named(made, "Ours")?.command).toBe("/bin/cat");
  });

  test("its separate colors for light and dark hide plain ones until the file is read a second time", async () => {
    const made = await launchITerm2();
    const red = {
      "Use Tab Color": true,
      "Tab Color": { "Red Component": 1, "Green Component": 0, "Blue Component": 0 },
    };
    const separate = { Guid: "p", Name: "Parent", "Use Separate Colors for Light and Dark Mode": true };
    const ours = file(separate, { ...OURS, ...red, "Dynamic Profile Parent GUID": "p" });
    await loaded(made, "ours.json", ours);
    expect(named(made, "Ours")?.tabColor).toBeNull();
    await loaded(made, "ours.json", ours);
    expect(named(made, "Ours")?.tabColor).toBe("#ff0000");
  });
});

describe("open sessions of a dynamic profile", () => {
  test("take its badge, tab color and title rules at once, and neither command, folder nor log", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file(OURS));
    await tabWith(made, "Ours");
    const [, tab] = made.iterm.desktop().windows[0]?.tabs ?? [];
    expect(tab).toMatchObject({ color: null, title: "Ours (cat)", panes: [{ badge: "" }] });
    const blue = { "Red Component": 0, "Green Component": 0, "Blue Component": 1, "Color Space": "sRGB" };
    await loaded(
      made,
      "ours.json",
      file({
        ...OURS,
        "Badge Text": "\\(columns)",
        "Use Tab Color": true,
        "Tab Color": blue,
        "Title Components": 1,
        "Automatically Log": true,
        "Log Directory": made.home,
      }),
    );
    const [, after] = made.iterm.desktop().windows[0]?.tabs ?? [];
    expect(after).toMatchObject({ color: "#0000ff", title: "Ours", panes: [{ badge: "80" }] });
    const variable = (name: string) => made.script.tell(current, "variable", { named: name });
    expect(await variable("badge")).toEqual({ value: "80" });
    expect(await variable("logFilename")).toEqual({ value: null });
  });

  test("keep their copy and run on when the file goes; a relaunch restores them with that copy", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file({ ...OURS, "Badge Text": "kept" }));
    await tabWith(made, "Ours");
    const guid = made.guids()[0]?.[1]?.[0] ?? "";
    await loaded(made, "ours.json", null);
    expect(await tabWith(made, "Ours")).toBe(1);
    expect(made.iterm.session(guid)).toMatchObject({ ended: false, badge: "kept" });
    await made.iterm.quit();
    await made.iterm.launch();
    expect(made.iterm.session(guid)).toMatchObject({ profileName: "Ours", badge: "kept" });
  });

  test("a dynamic profile that was the default leaves the first one in its place", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file(OURS));
    made.user.makesProfileDefault("Ours");
    expect(made.iterm.world.profiles.default.name).toBe("Ours");
    await loaded(made, "ours.json", null);
    expect(made.iterm.world.profiles.default.name).toBe("Default");
  });

  test("go by a command of the script's, which the profile's own does not replace", async () => {
    const made = await launchITerm2();
    await loaded(made, "ours.json", file({ ...OURS, "Custom Command": "Yes", Command: "/bin/false" }));
    await made.script.tell(app, "createWindowWithProfile", { command: "cat" }, "Ours");
    expect(made.iterm.world.windows[0]?.current?.active.argv).toEqual(["cat"]);
  });
});

test("all profiles are stored with the default one's Guid, dynamic ones marked", async () => {
  const made = await launchITerm2({ profiles: [{ guid: "own", name: "a < b & c" }] });
  await loaded(made, "ours.json", file(OURS));
  const stored = readFileSync(join(made.home, "Library", "Preferences", "com.googlecode.iterm2.plist"), "utf8");
  expect(stored).toContain("<key>Default Bookmark Guid</key>\n<string>own</string>");
  expect(stored).toContain("<string>a &lt; b &amp; c</string>");
  expect(stored.match(/<key>Is Dynamic Profile<\/key>\n<true\/>/g)).toHaveLength(1);
});

test("a file that goes before the start is forgotten at the start", async () => {
  const made = await launchITerm2();
  await loaded(made, "ours.json", file(OURS));
  await made.iterm.quit();
  rmSync(join(dynamicProfilesFolder(made.home), "ours.json"));
  await made.iterm.launch();
  expect(await tabWith(made, "Ours")).toBe(1);
});
