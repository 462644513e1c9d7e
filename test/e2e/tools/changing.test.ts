import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import type { ToolOptions } from "../../mac/raycast/index.ts";
import { CANARY, TEXTS } from "../hostile/texts.ts";
import { coreOn } from "../../setup/core.ts";
import { keep, storageOf, storeOf } from "../../setup/raycast-store.ts";
import { launchMac, sharedMac } from "../../setup/launch-mac.ts";
import { expectLikeMocks } from "./mocks.ts";

const template = (id: string, name: string, command: string, auto_start = true) =>
  aTemplate({ id, name, command, auto_start });
/** Leaves each line that is typed into it in a file, and says so. */
const LISTENS = 'while read -r line; do printf \'%s\\n\' "$line" >>heard-plan; echo "heard $line"; done';
/** Asks, once it may, and leaves the answer in a file. */
const asks = (id: string, when = "") =>
  `${when} echo Building; printf 'Overwrite? [y/N] '; read -r answer; echo "$answer" >>heard-${id}; exec sleep 1000`;

async function webapp(mac: Mac, ...templates: ReturnType<typeof template>[]): Promise<void> {
  const path = join(mac.home, "webapp");
  await mkdir(path, { recursive: true });
  await keep(mac, aProject({ id: "webapp", name: "Web App", path, session_templates: templates }));
}
const core = (mac: Mac) => coreOn(mac, { storage: storageOf(mac) }).orchestrator;
/** What a session was given. */
const heard = (mac: Mac, session: string) =>
  readFile(join(mac.home, "webapp", `heard-${session}`), "utf8").catch(() => "");
const paneOf = (mac: Mac, name: string) => mac.iterm2.world.sessions.find((pane) => pane.name.startsWith(name))!;
const terminalOf = (mac: Mac, name: string) => mac.iterm2.terminal(paneOf(mac, name).guid);
const shows = (mac: Mac, name: string, text: string) =>
  terminalOf(mac, name).until((terminal) => terminal.contents().includes(text));
/** Until the session stands so. */
async function stands(mac: Mac, template: string, state: string): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    const { state: now } = await core(mac).tick();
    const session = now.projects.find(({ id }) => id === "webapp")?.active_sessions[`webapp/${template}`];
    if (`${session?.status} ${session?.attention}` === state) return;
  }
  throw new Error(`${template} never came to be ${state}`);
}

describe("open-project", () => {
  test("asks with the commands that opening starts, opens in the background, and says how each session came up", async () => {
    const mac = await launchMac();
    await webapp(
      mac,
      template("server", "Server", "echo up; exec sleep 1000"),
      template("shell", "Shell", ""),
      template("bad", "Bad", "exit 3"),
      template("later", "Later", "exec sleep 1000", false),
    );
    const { confirmation, value } = await mac.raycast.tool("open-project", { project: "web app" });
    expect(confirmation).toEqual({
      message: "Open Web App in iTerm2?",
      info: [
        { name: "Server", value: "echo up; exec sleep 1000" },
        { name: "Shell", value: "a shell" },
        { name: "Bad", value: "exit 3" },
      ],
    });
    expect(value).toEqual({
      succeeded: ["Server", "Shell"],
      failed: [{ name: "Bad", why: "ended with code 3" }],
      skipped: [],
      still_under_way: [],
    });
    expectLikeMocks("open-project", value);
    expect(mac.iterm2.desktop().frontmost).not.toBe("iTerm2");
  });

  test("a no starts nothing", async () => {
    const mac = await launchMac();
    await webapp(mac, template("server", "Server", "exec sleep 1000"));
    const { ran } = await mac.raycast.tool("open-project", { project: "webapp" }, { confirm: false });
    expect(ran).toBe(false);
    expect(mac.iterm2.running).toBe(false);
    expect((await storeOf(mac).desired()).projects).toEqual({});
  });

  test("a project that nobody has agreed to is refused before the user is asked, with where to agree to it", async () => {
    const mac = await launchMac();
    await storeOf(mac).saveProject(aProject({ name: "Imported", path: mac.home }));
    await expect(mac.raycast.tool("open-project", { project: "Imported" })).rejects.toMatchObject({
      message: expect.stringMatching(/Nobody has agreed.*'Imported'.*Open the project from List Projects/) as string,
      confirmation: undefined,
    });
    expect(mac.iterm2.running).toBe(false);
  });

  test("a project that asks something says what, and where to answer; the model is not asked for it", async () => {
    const mac = await launchMac();
    await webapp(mac, template("server", "Server", "echo {ask:Which password?}"));
    await expect(mac.raycast.tool("open-project", { project: "webapp" })).rejects.toThrow(
      /asks something.*Which password\?.*List Projects and answer there/,
    );
    expect(mac.iterm2.running).toBe(false);
  });
});

describe("names", () => {
  test("what fits several, or nothing, is refused with the list; a part that fits one is enough", async () => {
    const mac = await launchMac();
    const names = ["Web App", "Web Shop", "Api", "日本語 👩‍👩‍👧", "Cafe\u0301"];
    await keep(mac, ...names.map((name, at) => aProject({ id: `p${at}`, name, path: mac.home })));
    const opened = (project: unknown) =>
      mac.raycast.tool("open-project", { project }, { confirm: false }).then(
        ({ confirmation }) => (confirmation as { message: string }).message,
        ({ message }: Error) => message,
      );
    expect(await opened("web")).toBe("'web' names several projects. Choose one of: Web App, Web Shop.");
    expect(await opened("zzz")).toMatch(/^'zzz' names no project\. Choose one of: .*Api/);
    expect(await opened("wbap"), "letters that are only scattered in it").toMatch(/names no project/);
    for (const none of ["", "  ", undefined, null, 7, {}]) expect(await opened(none)).toMatch(/names no project/);
    expect(await opened("SHOP")).toBe("Open Web Shop in iTerm2?");
    expect(await opened("日本")).toBe("Open 日本語 👩‍👩‍👧 in iTerm2?");
    expect(await opened("caf\u00e9")).toMatch(/^Open Cafe/);
    expect(await opened("p2")).toBe("Open Api in iTerm2?");
    expect((await opened(TEXTS["very long"])).length).toBeLessThan(300);
  });

  test("without any project it says that there is none", async () => {
    const mac = await launchMac();
    await expect(mac.raycast.tool("close-project", { project: "x" })).rejects.toThrow("There is no project yet.");
  });

  test("a list of names is bounded", async () => {
    const mac = await launchMac();
    const store = storeOf(mac);
    for (let at = 0; at < 30; at += 1)
      await store.saveProject(aProject({ id: `p${at}`, name: `P${at}`, path: mac.home }));
    await expect(mac.raycast.tool("open-project", { project: "zzz" })).rejects.toThrow(/ and 10 more\.$/);
  });
});

describe("close-project", () => {
  test("asks naming what it stops and nothing else; a no stops nothing; a yes closes", async () => {
    const mac = await launchMac();
    await webapp(
      mac,
      template("server", "Server", "exec sleep 1000"),
      template("done", "Done", "exit 0"),
      template("shell", "Shell", ""),
      template("later", "Later", "exec sleep 1000", false),
    );
    await core(mac).open("webapp");
    const asked = {
      style: "destructive",
      message: "Close Web App and stop what runs in it?",
      info: [{ name: "Server", value: "sleep" }],
    };
    const project = "webapp";
    expect(await mac.raycast.tool("close-project", { project }, { confirm: false })).toMatchObject({
      ran: false,
      confirmation: asked,
    });
    expect(mac.iterm2.world.sessions).toHaveLength(3);
    const { value } = await mac.raycast.tool("close-project", { project });
    expect(value).toEqual({
      succeeded: expect.arrayContaining(["Server", "Done", "Shell"]) as string[],
      failed: [],
      skipped: [],
      still_under_way: [],
    });
    expectLikeMocks("close-project", value);
    expect(mac.iterm2.world.sessions).toEqual([]);
    const again = await mac.raycast.tool("close-project", { project }, { confirm: false });
    expect(again.confirmation).toMatchObject({ message: "Close Web App?", info: [] });
  });
});

describe("send-to-session", () => {
  const mac = sharedMac(async (one) => {
    await webapp(
      one,
      template("plan", "Plan", LISTENS),
      ...["ask", "kept", "typed", "told"].map((id) => template(id, `Session ${id}`, asks(id))),
      template("late", "Session late", asks("late", "while ! test -e go; do sleep 0.05; done;")),
      template("end", "End", "exit 2"),
      template("gone", "Gone", "exit 2"),
    );
    await core(one).open("webapp");
    for (const id of ["ask", "kept", "typed", "told"]) await stands(one, id, "waiting waiting");
  });
  const sends = (session: string, text: string, options?: ToolOptions) =>
    mac().raycast.tool("send-to-session", { project: "webapp", session, text }, options);

  test("asks with the text, how the session stands and its screen, and types the text as it is, once", async () => {
    const { confirmation, value } = await sends("ask", "y");
    expect(confirmation).toEqual({
      style: "destructive",
      message: "Type this into Session ask of Web App?",
      info: [
        { name: "Question", value: "Overwrite?" },
        { name: "Text", value: "y" },
        { name: "State", value: "Waiting for You: Overwrite?" },
        { name: "Screen", value: "Building\nOverwrite? [y/N]" },
      ],
    });
    expect(value).toBe("Typed into Session ask of Web App.");
    expectLikeMocks("send-to-session", value);
    await expect.poll(() => heard(mac(), "ask"), { timeout: 30_000 }).toBe("y\n");
    const hostile = `$(touch ~/${CANARY}) '"; touch ~/${CANARY} \\(session.name) {home}`;
    await sends("plan", hostile);
    await shows(mac(), "Plan", "heard $(touch");
    expect(await heard(mac(), "plan")).toBe(`${hostile}\n`);
  });

  test("the name of an answer gives that answer, and the user is told which", async () => {
    const { confirmation } = await sends("kept", "yes", { confirm: false });
    expect((confirmation as { info: unknown[] }).info[1]).toEqual({ name: "Answer", value: "Yes" });
  });

  test("a no types nothing", async () => {
    const before = terminalOf(mac(), "Session kept").contents();
    expect(await sends("kept", "y", { confirm: false })).toMatchObject({ ran: false });
    expect(terminalOf(mac(), "Session kept").contents()).toBe(before);
  });

  test("what cannot be seen in a text is shown to the user", async () => {
    const shown = async (text: string) => {
      const { confirmation } = await sends("Plan", text, { confirm: false });
      return (confirmation as { info: { value: string }[] }).info[0]!.value;
    };
    expect(await shown("")).toBe("(nothing but Enter)");
    expect(await shown("ls\nrm -rf ~")).toBe("ls⏎\nrm -rf ~");
    expect(await shown("a\u0003b\u202ec\u200bd")).toBe("a\\u{3}b\\u{202e}c\\u{200b}d");
  });

  /** What happens between the user's yes and the typing. */
  const MEANWHILE: { what: string; session: string; happens: () => Promise<unknown>; then: string }[] = [
    {
      what: "the user typed something there",
      session: "typed",
      happens: async () => {
        const terminal = terminalOf(mac(), "Session typed");
        const before = terminal.contents();
        mac().iterm2.user.types(paneOf(mac(), "Session typed").guid, "n");
        await terminal.until(() => terminal.contents() !== before);
      },
      then: "",
    },
    {
      what: "the user answered it there",
      session: "told",
      happens: async () => {
        mac().iterm2.user.types(paneOf(mac(), "Session told").guid, "n\n");
        await expect.poll(() => heard(mac(), "told"), { timeout: 30_000 }).toBe("n\n");
      },
      then: "n\n",
    },
    {
      what: "it began to ask",
      session: "late",
      happens: async () => {
        await writeFile(join(mac().home, "webapp", "go"), "");
        await stands(mac(), "late", "waiting waiting");
      },
      then: "",
    },
  ];
  test.each(MEANWHILE)("nothing is typed if, after the user agreed, $what", async ({ session, happens, then }) => {
    await expect(sends(session, "y", { meanwhile: happens })).rejects.toThrow(
      /^Nothing was typed\. (The screen of '.*' is not the one that was agreed to|'.*' does not wait).*Read it again/,
    );
    expect(await heard(mac(), session)).toBe(then);
  });

  test("the command has ended: the shell that is left gets it, and the user is told that it is a shell", async () => {
    const { confirmation } = await sends("End", "echo again >>heard-end; echo did it");
    expect(confirmation).toMatchObject({
      info: [{}, { name: "State", value: "Failed · Exit 2: Ended with code 2" }, {}],
    });
    await shows(mac(), "End", "\ndid it");
    expect(await heard(mac(), "end")).toBe("again\n");
  });

  test("the pane is gone, or the session never was: says so before anybody is asked, and types nowhere", async () => {
    await mac().iterm2.user.closesPane(paneOf(mac(), "Gone").guid);
    await expect(sends("Gone", "x")).rejects.toMatchObject({
      message: expect.stringMatching(/pane/) as string,
      confirmation: undefined,
    });
    await expect(sends("nobody", "x")).rejects.toThrow(
      /'nobody' names no open session of 'Web App'\. Choose one of: .*Plan \(webapp\/plan\)/,
    );
    await expect(sends("session", "x")).rejects.toThrow(/names several open sessions/);
    expect(await heard(mac(), "gone")).toBe("");
  });
});
