import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/mac.ts";
import { CANARY, TEXTS } from "../hostile/texts.ts";
import { coreOn } from "../core-on-mac.ts";
import { keep, storageOf, storeOf } from "../views/desk.ts";
import { aMac } from "../views/setting.ts";
import { expectLikeMocks } from "./mocks.ts";

const template = (id: string, name: string, command: string, auto_start = true) =>
  aTemplate({ id, name, command, auto_start });
/** Leaves each line that is typed into it in a file, and says so. */
const LISTENS = 'while read -r line; do printf \'%s\\n\' "$line" >>heard; echo "heard $line"; done';
const ASKS = "echo Building; printf 'Overwrite? [y/N] '; read -r answer; echo \"$answer\" >>heard; exec sleep 1000";

async function webapp(mac: Mac, ...templates: ReturnType<typeof template>[]): Promise<void> {
  const path = join(mac.home, "webapp");
  await mkdir(path, { recursive: true });
  await keep(mac, aProject({ id: "webapp", name: "Web App", path, session_templates: templates }));
}
const core = (mac: Mac) => coreOn(mac, { storage: storageOf(mac) }).orchestrator;
const heard = (mac: Mac) => readFile(join(mac.home, "webapp", "heard"), "utf8").catch(() => "");
const paneOf = (mac: Mac, name: string) => mac.iterm2.world.sessions.find((pane) => pane.name.startsWith(name))!;

const terminalOf = (mac: Mac, name: string) => mac.iterm2.terminal(paneOf(mac, name).guid);
const shows = (mac: Mac, name: string, text: string) =>
  terminalOf(mac, name).until((terminal) => terminal.contents().includes(text));
/** Until the session stands so. */
async function stands(mac: Mac, session: string, state: string): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    const { projects } = await core(mac)
      .tick()
      .then(({ state: now }) => now);
    const now = projects.flatMap((project) => Object.values(project.active_sessions)).find(({ id }) => id === session);
    if (`${now?.status} ${now?.attention}` === state) return;
  }
  throw new Error(`${session} never came to be ${state}`);
}

describe("open-project", () => {
  test("asks with the commands that opening starts, opens in the background, and says how each session came up", async () => {
    const mac = await aMac();
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
    const mac = await aMac();
    await webapp(mac, template("server", "Server", "exec sleep 1000"));
    const { ran } = await mac.raycast.tool("open-project", { project: "webapp" }, { confirm: false });
    expect(ran).toBe(false);
    expect(mac.iterm2.running).toBe(false);
    expect((await storeOf(mac).desired()).projects).toEqual({});
  });

  test("a project that nobody has agreed to is refused before the user is asked, with where to agree to it", async () => {
    const mac = await aMac();
    await storeOf(mac).saveProject(aProject({ name: "Imported", path: mac.home }));
    await expect(mac.raycast.tool("open-project", { project: "Imported" })).rejects.toMatchObject({
      message: expect.stringMatching(/Nobody has agreed.*'Imported'.*Open the project from List Projects/) as string,
      confirmation: undefined,
    });
    expect(mac.iterm2.running).toBe(false);
  });

  test("a project that asks something says what, and where to answer; the model is not asked for it", async () => {
    const mac = await aMac();
    await webapp(mac, template("server", "Server", "echo {ask:Which password?}"));
    await expect(mac.raycast.tool("open-project", { project: "webapp" })).rejects.toThrow(
      /asks something.*Which password\?.*List Projects and answer there/,
    );
    expect(mac.iterm2.running).toBe(false);
  });
});

describe("names", () => {
  test("what fits several, or nothing, is refused with the list; a part that fits one is enough", async () => {
    const mac = await aMac();
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
    const mac = await aMac();
    await expect(mac.raycast.tool("close-project", { project: "x" })).rejects.toThrow("There is no project yet.");
  });

  test("a list of names is bounded", async () => {
    const mac = await aMac();
    const store = storeOf(mac);
    for (let at = 0; at < 30; at += 1)
      await store.saveProject(aProject({ id: `p${at}`, name: `P${at}`, path: mac.home }));
    await expect(mac.raycast.tool("open-project", { project: "zzz" })).rejects.toThrow(/ and 10 more\.$/);
  });
});

describe("close-project", () => {
  test("asks naming what it stops and nothing else; a no stops nothing; a yes closes", async () => {
    const mac = await aMac();
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
    expect(await mac.raycast.tool("close-project", { project }, { confirm: false })).toEqual({
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
  async function aListener(): Promise<Mac> {
    const mac = await aMac();
    await webapp(
      mac,
      template("plan", "Plan", LISTENS),
      template("ask", "Ask", ASKS),
      template("other", "Other", ASKS),
      template("end", "End", "exit 2"),
    );
    await core(mac).open("webapp");
    for (const session of ["webapp/ask", "webapp/other"]) await stands(mac, session, "waiting waiting");
    return mac;
  }
  const to = (session: string, text: string) => ({ project: "webapp", session, text });

  test("asks with the text, how the session stands and its screen, and types the text as it is, once", async () => {
    const mac = await aListener();
    const { confirmation, value } = await mac.raycast.tool("send-to-session", to("Ask", "y"));
    expect(confirmation).toEqual({
      style: "destructive",
      message: "Type this into Ask of Web App?",
      info: [
        { name: "Text", value: "y" },
        { name: "State", value: "Waiting for You: Overwrite? [y/N]" },
        { name: "Screen", value: "Building\nOverwrite? [y/N]" },
      ],
    });
    expect(value).toBe("Typed into Ask of Web App.");
    expectLikeMocks("send-to-session", value);
    const hostile = `$(touch ~/${CANARY}) '"; touch ~/${CANARY} \\(session.name) {home}`;
    await mac.raycast.tool("send-to-session", to("plan", hostile));
    await shows(mac, "Plan", "heard $(touch");
    expect(await heard(mac)).toBe(`y\n${hostile}\n`);
  });

  test("a no types nothing", async () => {
    const mac = await aListener();
    const before = terminalOf(mac, "Ask").contents();
    expect(await mac.raycast.tool("send-to-session", to("Ask", "y"), { confirm: false })).toMatchObject({ ran: false });
    expect(terminalOf(mac, "Ask").contents()).toBe(before);
  });

  test("what cannot be seen in a text is shown to the user", async () => {
    const mac = await aListener();
    const shown = async (text: string) => {
      const { confirmation } = await mac.raycast.tool("send-to-session", to("Plan", text), { confirm: false });
      return (confirmation as { info: { value: string }[] }).info[0]!.value;
    };
    expect(await shown("")).toBe("(nothing but Enter)");
    expect(await shown("ls\nrm -rf ~")).toBe("ls⏎\nrm -rf ~");
    expect(await shown("a\u0003b\u202ec\u200bd")).toBe("a\\u{3}b\\u{202e}c\\u{200b}d");
  });

  test("nothing is typed if the screen changed after the user agreed to an answer, or the session asks by then", async () => {
    const mac = await aListener();
    const typesFirst = { meanwhile: () => userTypes(mac, "Ask", "n") };
    await expect(mac.raycast.tool("send-to-session", to("Ask", "y"), typesFirst)).rejects.toThrow(
      /^Nothing was typed\. (The screen of 'Ask' is not the one|'Ask' does not wait).*Read it again/,
    );
    const answersFirst = {
      meanwhile: async () => {
        mac.iterm2.user.types(paneOf(mac, "Other").guid, "n\n");
        await expect.poll(() => heard(mac), { timeout: 30_000 }).toBe("n\n");
      },
    };
    await expect(mac.raycast.tool("send-to-session", to("Other", "y"), answersFirst)).rejects.toThrow(
      /^Nothing was typed\./,
    );
    expect(await heard(mac)).toBe("n\n");
  });

  test("the command has ended: the shell that is left gets it, and the user is told that it is a shell", async () => {
    const mac = await aListener();
    const { confirmation } = await mac.raycast.tool("send-to-session", to("End", "echo again >>heard; echo did it"));
    expect(confirmation).toMatchObject({
      info: [{}, { name: "State", value: "Failed · Exit 2: ended with code 2" }, {}],
    });
    await shows(mac, "End", "\ndid it");
    expect(await heard(mac)).toBe("again\n");
  });

  test("the pane is gone, or the session never was: says so before anybody is asked, and types nowhere", async () => {
    const mac = await aListener();
    await mac.iterm2.user.closesPane(paneOf(mac, "End").guid);
    await expect(mac.raycast.tool("send-to-session", to("End", "x"))).rejects.toMatchObject({
      message: expect.stringMatching(/pane/) as string,
      confirmation: undefined,
    });
    await expect(mac.raycast.tool("send-to-session", to("nobody", "x"))).rejects.toThrow(
      /'nobody' names no open session of 'Web App'\. Choose one of: .*Plan \(webapp\/plan\)/,
    );
    await expect(mac.raycast.tool("read-session-output", { project: "webapp", session: "n" })).rejects.toThrow(
      /names several open sessions/,
    );
    expect(await heard(mac)).toBe("");
  });
});

async function userTypes(mac: Mac, name: string, text: string): Promise<void> {
  const terminal = terminalOf(mac, name);
  const before = terminal.contents();
  mac.iterm2.user.types(paneOf(mac, name).guid, text);
  await terminal.until(() => terminal.contents() !== before);
}
