import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { coreOn, type Core } from "../../setup/core.ts";
import { keep, storageOf } from "../../setup/raycast-store.ts";
import { startMac } from "../../setup/start-mac.ts";
import { CANARY, TEXTS } from "./texts.ts";

/** Told to the screen by the programs: what terminals obey, what readers trip over. */
const SCREEN = [
  "printf '\\033]0;\\\\(session.name) $$x$$\\007\\033]1;```\\007'",
  "printf '\\033]1337;SetUserVar=x=XCgxKQ==\\007\\033]9;touch canary\\007'",
  "printf '\\342\\200\\256txt.exe\\342\\201\\246 \\000\\001\\033[8mhidden\\033[0m\\n'",
  "printf '```\\n</pre><img src=\"http://evil.example/screen.png\">\\n![](http://evil.example/md.png)\\n# big\\n'",
  "printf '\\\\(iterm2.quit) $(touch ~/canary)\\n'",
  // Asks the terminal for answers that come in as if typed.
  "printf '\\033[c\\033[6n\\033P$qm\\033\\\\\\033]10;?\\007'",
  "head -c 1000000 /dev/zero | tr '\\0' a; printf '\\nsaid all\\n'",
].join("; ");

/** A command that leaves what it was given in a file of the folder it runs in. */
const LEAVES = `printf '%s\\0' "$V" "$PWD" >"$OUT"; ${SCREEN}; exec sleep 1000`;

let mac: Mac;
let core: Core;

const entries = Object.entries(TEXTS).map(([what, text], index) => ({ what, text, id: `p${index}`, index }));

/** A folder whose name is the text, as far as a file system can have it. */
const folderOf = (index: number, text: string) =>
  join(mac.home, `${index} ${text.replaceAll("/", "∕").slice(0, 60)}`.replace(/\p{Surrogate}/gu, "").trim());

const outOf = (index: number) => join(mac.root, `out-${index}`);

beforeAll(async () => {
  mac = await startMac({ iterm2: { switches: { undoCloseMs: 0 } } });
  core = coreOn(mac, { storage: storageOf(mac) });
  for (const { text, id, index } of entries) {
    await mkdir(folderOf(index, text), { recursive: true });
    await keep(
      mac,
      aProject({
        id: `${id} ${text.slice(0, 40)}`,
        name: text,
        path: folderOf(index, text),
        session_templates: [
          aTemplate({
            id: `${text.slice(0, 40)} session`,
            name: text,
            command: LEAVES,
            auto_start: true,
            // A pattern that would take for ever on a line of a million letters.
            error_pattern: "(a+)+$|(a|aa)+!",
          }),
        ],
        config: { tab_prefix: text, environment_variables: { V: text.replaceAll("{", "("), OUT: outOf(index) } },
      }),
    );
  }
  await core.orchestrator.tick({ may_ask: true });
  for (const { text, id } of entries) await core.orchestrator.open(`${id} ${text.slice(0, 40)}`, { front: false });
});

afterAll(async () => {
  await mac.shutdown();
  expect(mac.survivors()).toEqual([]);
});

const panes = () => mac.iterm2.world.sessions;

describe("projects whose names, ids, folders, prefixes and values are", () => {
  test.each(entries)("$what: come up, and get what they say", async ({ text, index }) => {
    const [value, folder] = await mac.raycast.until(() => readLeft(index), "what the command left");
    expect(value).toBe(text.replaceAll("{", "("));
    expect(folder).toBe(folderOf(index, text));
  });

  test("nothing was executed that no template says, and iTerm2 was made to evaluate and ask nothing", () => {
    expect(panes().flatMap(({ evaluated }) => evaluated)).toEqual([]);
    expect(mac.iterm2.world.modals.history).toEqual([]);
    expect([mac.home, mac.root].map((folder) => existsSync(join(folder, CANARY)))).toEqual([false, false]);
    expect(existsSync(join("/", CANARY))).toBe(false);
  });

  test("none of them is in another's place: each session has a pane of its own", async () => {
    const { sessions } = await core.ports.store.runtime();
    const guids = Object.values(sessions).map(({ iterm_session_id }) => iterm_session_id);
    expect(new Set(guids).size).toBe(entries.length);
    expect(Object.values(sessions).map(({ phase }) => phase.name)).toEqual(entries.map(() => "up"));
  });

  test("what they print is read as text, and a pattern that never ends costs itself only", async () => {
    await Promise.all(
      Object.values((await core.ports.store.runtime()).sessions).map(({ iterm_session_id }) =>
        mac.iterm2.terminal(iterm_session_id ?? "").until((terminal) => /said all/.test(terminal.contents()), 60_000),
      ),
    );
    for (let round = 0; round < 2; round++) {
      const { fault } = await core.orchestrator.tick({ may_ask: true });
      expect(fault).toBeNull();
    }
    const { sessions } = await core.ports.store.runtime();
    for (const session of Object.values(sessions)) {
      expect(session.phase.name).toBe("up");
      expect(session.last_output).toBe("said all");
      expect(JSON.stringify(session).length).toBeLessThan(200_000);
    }
    const typed = panes().filter(({ terminal }) => /touch canary\r/.test(terminal?.contents() ?? ""));
    expect(typed).toEqual([]);
  });
});

const VIEWS = ["list-projects", "search-sessions", "quit-cleanup", "session-history", "create-project"] as const;

describe("with such projects and sessions", () => {
  test.each([...VIEWS, "create-project-from-open-tabs", "import-projects"])("%s shows itself whole", async (name) => {
    const view = await mac.raycast.open(name);
    await view.until((now) => !now.isLoading, "the whole view");
    for (const { title, id } of view.type === "List" ? view.items : []) {
      expect(typeof title).toBe("string");
      await view.select(id);
      expectHarmless(view.html());
    }
    expectHarmless(view.html());
    await view.close();
  });

  test("the menu bar has an entry for each, and none breaks it", async () => {
    const bar = mac.raycast.menuBar("session-status");
    const end = await bar.run();
    expect(end.crash).toBeUndefined();
    for (const { text } of entries) expect(bar.text()).toContain(text.trim().split("\n")[0]?.slice(0, 20));
    expectHarmless(bar.html());
  });

  test.each(entries)("Open Project finds it by its name: $what", async ({ text }) => {
    const view = await mac.raycast.open("open-project", { arguments: { project: text } });
    await mac.raycast.until(() => view.closed || !view.isLoading, "what became of it");
    if (!view.closed) expectHarmless(view.html());
  });

  test("no command crashed", () => {
    expect(mac.raycast.captured).toEqual([]);
    expect(mac.raycast.runs.filter(({ end }) => end?.how === "crashed").map(({ command }) => command)).toEqual([]);
  });
});

/** Nothing of what was only text has become a picture, a link or a script. */
function expectHarmless(html: string): void {
  const alive = html.match(/<(img|a|script|iframe)\b[^>]*(evil\.example|javascript:)[^>]*>|<script>alert/i);
  expect(alive?.[0]).toBeUndefined();
}

/** The values that the command of a project left, once all of them are there. */
function readLeft(index: number): string[] | null {
  const path = outOf(index);
  const parts = existsSync(path) ? readFileSync(path, "utf8").split("\0") : [];
  return parts.length === 3 ? parts : null;
}
