import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { installITerm2, launchITerm2, removeITerm2s } from "./setup.ts";
import type { ITerm2Setup } from "./setup.ts";
import type { ITerm2Options } from "./iterm2.ts";
import type { LogSettings } from "./profile.ts";
import { firstWindow, windows } from "./script.ts";

afterEach(removeITerm2s);

/** Says each line that is typed, and ends with "end". */
const ECHO = '/bin/sh -c \'stty -echo -onlcr; echo up; while read x; do echo "<$x>"; [ "$x" = end ] && exit; done\'';

type Options = Partial<Omit<ITerm2Options, "profiles">> & { log?: Partial<LogSettings> };

/** An iTerm2 whose second profile logs into the folder "logs" of the home, which is there. */
function logging({ log, ...options }: Options = {}): ITerm2Setup {
  const given = { automatically: true, name: "\\(id).log", style: 0 };
  const made = installITerm2({
    ...options,
    profiles: [{}, { name: "Logged", whenProgramEnds: "keep", log: { directory: "~/logs", ...given, ...log } }],
  });
  mkdirSync(join(made.home, "logs"));
  return made;
}

async function loggedTab(made: ITerm2Setup, command = ECHO): Promise<string> {
  await made.script.tell(firstWindow, "createTab", { withProfile: "Logged", command });
  const guid = made.iterm.world.windows[0]?.current?.active.guid ?? "";
  await made.terminal(guid).until((terminal) => terminal.contents().includes("up"));
  return guid;
}

/** Types a line and waits for the answer on the screen. */
async function says(made: ITerm2Setup, guid: string, text: string): Promise<void> {
  made.user.types(guid, `${text}\r`);
  await made.terminal(guid).until((terminal) => terminal.contents().includes(`<${text}>`));
}

const pathOf = (made: ITerm2Setup, guid: string) => join(made.home, "logs", `${guid}.log`);
const logOf = (made: ITerm2Setup, guid: string) => readFileSync(pathOf(made, guid), "utf8");
const variable = async (made: ITerm2Setup, guid: string, named: string) => {
  const reply = await made.script.tell(made.session(guid), "variable", { named });
  return "value" in reply ? reply.value : reply;
};

async function running(options: Options = {}): Promise<{ made: ITerm2Setup; guid: string }> {
  const made = logging(options);
  await made.iterm.launch();
  return { made, guid: await loggedTab(made) };
}

describe("a session's log", () => {
  test("has every byte from the first one on, escape codes and what iTerm2 does not draw included, and nothing of iTerm2's own", async () => {
    const made = logging();
    await made.iterm.launch();
    const bytes = "printf '\\033]0;title\\007\\033[31mred\\033[0m \\377\\303\\251\\r\\nup\\n'";
    const guid = await loggedTab(made, `/bin/sh -c "${bytes.replaceAll("\\", "\\\\")}"`);
    await made.terminal(guid).until((terminal) => terminal.contents().includes("Session Ended"));
    const expected = Buffer.from("\x1b]0;title\x07\x1b[31mred\x1b[0m \xff\xc3\xa9\r\r\nup\r\n", "latin1");
    expect(readFileSync(pathOf(made, guid))).toEqual(expected);
  });

  test("is named by the session's id, which is its GUID, and variable logFilename says where it is until the program ends", async () => {
    const { made, guid } = await running();
    expect(await variable(made, guid, "logFilename")).toBe(`~/logs/${guid}.log`);
    expect(logOf(made, guid)).toBe("up\n");
    await says(made, guid, "end");
    await made.terminal(guid).until((terminal) => terminal.exit !== null);
    expect(await variable(made, guid, "logFilename")).toBeNull();
    expect(logOf(made, guid)).toBe("up\n<end>\n");
  });

  test("is named by what is known before the program starts, '/' becoming '__' and the unknown nothing", async () => {
    const { made, guid } = await running({
      log: { name: "a/\\(session.id).\\(user.none)\\(tty)\\(pid)\\(bogus).\\(profileName)" },
    });
    expect(existsSync(join(made.home, "logs", `a__${guid}..Logged`))).toBe(true);
    const usual = await running({ log: { name: "\\(autoLogId) \\(termid) \\(creationTimeString)" } });
    const [id, termid] = [
      await variable(usual.made, usual.guid, "autoLogId"),
      await variable(usual.made, usual.guid, "termid"),
    ];
    expect(termid).toBe(`w0t1p0.${usual.guid}`);
    expect(await variable(usual.made, usual.guid, "logFilename")).toContain(`/${String(id)} ${String(termid)} 2026`);
  });

  test("its folder is interpolated from 3.5 on, and its name only then by the profile", async () => {
    const made = logging({ log: { directory: "\\(homeDirectory)/logs" } });
    await made.iterm.launch();
    expect(existsSync(pathOf(made, await loggedTab(made)))).toBe(true);
    const old = await running({ switches: { version: "3.4.23" }, log: { name: "never.log" } });
    expect(await variable(old.made, old.guid, "logFilename")).toMatch(/^~\/logs\/\d{8}_\d{6}\.Logged\..*\.log$/);
  });

  test("in an empty folder is in the home", async () => {
    const { made, guid } = await running({ log: { directory: "" } });
    expect(existsSync(join(made.home, `${guid}.log`))).toBe(true);
  });

  test("is made with the mode that the app's umask leaves, and keeps the mode that it has", async () => {
    const { made, guid } = await running();
    expect(statSync(pathOf(made, guid)).mode & 0o777).toBe(0o644);
    writeFileSync(join(made.home, "logs", "kept.log"), "before\n", { mode: 0o600 });
    made.user.editsProfile("Logged", { log: { automatically: true, directory: "~/logs", name: "kept.log", style: 0 } });
    await loggedTab(made);
    expect(statSync(join(made.home, "logs", "kept.log")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(made.home, "logs", "kept.log"), "utf8")).toBe("before\nup\n");
  });

  test("that others truncate goes on at its own offset, after a hole of NULs", async () => {
    const { made, guid } = await running();
    truncateSync(pathOf(made, guid), 0);
    await says(made, guid, "on");
    expect(logOf(made, guid)).toBe("\0\0\0<on>\n");
  });

  test("that others truncate goes on at its new end, by the switch", async () => {
    const { made, guid } = await running({ switches: { logKeepsOffset: false } });
    truncateSync(pathOf(made, guid), 0);
    await says(made, guid, "on");
    expect(logOf(made, guid)).toBe("<on>\n");
  });

  test("that others rename or remove goes on in the file that it was, and is never opened anew", async () => {
    const { made, guid } = await running();
    const moved = join(made.home, "moved.log");
    renameSync(pathOf(made, guid), moved);
    await says(made, guid, "on");
    expect(readFileSync(moved, "utf8")).toBe("up\n<on>\n");
    rmSync(moved);
    await says(made, guid, "gone");
    expect(existsSync(pathOf(made, guid))).toBe(false);
    expect(await variable(made, guid, "logFilename")).toBe(`~/logs/${guid}.log`);
  });

  test("that cannot be written to is closed for good without a word, and logFilename does not tell", async () => {
    const { made, guid } = await running({ log: { directory: "/dev", name: "full" } });
    await says(made, guid, "on");
    expect(made.iterm.session(guid).log?.path).toBe("/dev/full");
    expect(made.iterm.world.notifications).toEqual([]);
    expect(await variable(made, guid, "logFilename")).toBe("/dev/full");
  });

  test("in a folder, or a file, that must not be written is none: a notification says so, and the session starts", async () => {
    const made = logging();
    await made.iterm.launch();
    chmodSync(join(made.home, "logs"), 0o500);
    const guid = await loggedTab(made);
    expect(existsSync(pathOf(made, guid))).toBe(false);
    expect(made.iterm.world.notifications).toEqual([`Couldn’t write to session log: ~/logs/${guid}.log`]);
    expect(made.iterm.world.modals.history).toEqual([]);
    expect(await variable(made, guid, "logFilename")).toBe(`~/logs/${guid}.log`);
    chmodSync(join(made.home, "logs"), 0o700);
    writeFileSync(join(made.home, "logs", "read-only.log"), "", { mode: 0o400 });
    made.user.editsProfile("Logged", {
      log: { automatically: true, directory: "~/logs", name: "read-only.log", style: 0 },
    });
    await loggedTab(made);
    expect(made.iterm.world.notifications).toHaveLength(2);
  });

  test("goes on where the session is buried or moved, and pauses while its closing can be undone", async () => {
    const { made, guid } = await running();
    made.user.buries(guid);
    made.iterm.terminal(guid).write("buried\r");
    await made.terminal(guid).until((terminal) => terminal.contents().includes("<buried>"));
    expect(logOf(made, guid)).toBe("up\n<buried>\n");
    made.user.unburies(guid);
    const terminal = made.terminal(guid);
    await made.user.closesPane(guid);
    terminal.write("closed\r");
    made.clock.advance(5_000);
    await terminal.until((each) => each.exit !== null);
    expect(logOf(made, guid)).toBe("up\n<buried>\n");
  });

  test("a restarted session has a new GUID and with it a new file", async () => {
    const { made, guid } = await running();
    made.user.editsProfile("Logged", { whenProgramEnds: "restart" });
    const place = made.iterm.session(guid);
    await says(made, guid, "end");
    await made.terminal(guid).until((terminal) => terminal.exit !== null);
    made.clock.advance(1_000);
    expect(place.guid).not.toBe(guid);
    await made.terminal(place.guid).until((terminal) => /end[^]*up/.test(terminal.contents()));
    expect([logOf(made, guid), logOf(made, place.guid)]).toEqual(["up\n<end>\n", "up\n"]);
  });

  test("of another style than raw, or with a name that cannot be evaluated, is refused", async () => {
    const plain = logging({ log: { style: 1 } });
    await plain.iterm.launch();
    await expect(plain.script.tell(firstWindow, "createTab", { withProfile: "Logged" })).rejects.toThrow(
      "no log but the raw",
    );
    const broken = logging({ log: { name: "\\(id" } });
    await broken.iterm.launch();
    const creating = broken.script.tell(firstWindow, "createTab", { withProfile: "Logged", command: "cat" });
    expect((await broken.iterm.world.modals.asked()).kind).toBe("log_problem");
    broken.user.saysOk();
    expect(await creating).not.toHaveProperty("error");
    expect(broken.iterm.world.windows[0]?.current?.active.logFilename).toBeNull();
  });
});

describe("a log whose folder is not there", () => {
  test.each([
    ["OK makes it", true],
    ["Cancel starts the session without a log", false],
  ])("is asked about from 3.6 on, and launch and Apple event wait: %s", async (_, ok) => {
    const made = logging();
    await made.iterm.launch();
    rmSync(join(made.home, "logs"), { recursive: true });
    const creating = loggedTab(made);
    expect((await made.iterm.world.modals.asked()).kind).toBe("log_folder");
    const session = made.iterm.world.windows[0]?.current?.active;
    expect(session?.terminal).toBeNull();
    let answered = false;
    const reading = made.script.value(windows, "id").then(() => (answered = true));
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    if (ok) made.user.saysOk();
    else made.user.saysCancel();
    const guid = await creating;
    await reading;
    expect(existsSync(pathOf(made, guid))).toBe(ok);
    expect(await variable(made, guid, "logFilename")).toBe(ok ? `~/logs/${guid}.log` : null);
  });

  test("is a notification and no log before 3.6", async () => {
    const made = logging({ switches: { version: "3.5.14" } });
    await made.iterm.launch();
    rmSync(join(made.home, "logs"), { recursive: true });
    const guid = await loggedTab(made);
    expect([made.iterm.world.modals.history, made.iterm.world.notifications.length]).toEqual([[], 1]);
    expect(existsSync(pathOf(made, guid))).toBe(false);
  });
});

describe("after a relaunch", () => {
  test("a program that is run again goes on in the same file, under the same GUID", async () => {
    const { made, guid } = await running();
    await made.iterm.quit();
    await made.iterm.launch();
    await made.terminal(guid).until((terminal) => /up[^]*up/.test(terminal.contents()));
    expect(logOf(made, guid)).toBe("up\nup\n");
  });

  test("a program that lived on is logged on in the file that it had, with what it said meanwhile", async () => {
    const { made, guid } = await running();
    const terminal = made.terminal(guid);
    made.iterm.crash();
    terminal.write("alone\r");
    made.iterm.world.profiles.edit("Logged", { log: { automatically: false, directory: "", name: "", style: 0 } });
    await made.iterm.launch();
    await says(made, guid, "again");
    expect(logOf(made, guid)).toBe("up\n<alone>\n<again>\n");
  });
});

test("a profile of the user's own logs as a dynamic one does", async () => {
  const made = await launchITerm2({
    profiles: [{ log: { automatically: true, directory: "", name: "own.log", style: 0 } }],
  });
  await made.tab("/bin/sh -c 'echo up; exec cat'", "up");
  expect(readFileSync(join(made.home, "own.log"), "utf8")).toContain("up\r\n");
});
