import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { aProject, aTemplate } from "../../core/builders/project.ts";
import type { Mac } from "../../mac/index.ts";
import { keep } from "../../setup/raycast-store.ts";
import { loaded, opens, sessionsOf, ticksUntil } from "../../setup/commands.ts";
import { drives, type Command } from "./command.ts";

/** Asks a question or not, and keeps each line that is typed into it. */
const LISTENER = `
[ "$1" = deploy ] && printf 'Deploy to production? [y/N] '
while read -r line; do echo "$1 $line" >>"$HOME/typed"; echo thanks; done`;

/** A session that waits for an answer and one that does not; a tab of the user's is in front of them. */
async function asked(mac: Mac): Promise<void> {
  const sessions = ["deploy", "notes"];
  await keep(
    mac,
    aProject({
      path: mac.home,
      session_templates: sessions.map((id) => aTemplate({ id, command: `exec listener ${id}` })),
      config: { startup_sequence: sessions },
    }),
  );
  await opens(mac, "webapp");
  await ticksUntil(mac, "it waits", async () => (await sessionsOf(mac))["deploy"]?.attention === "waiting");
  await mac.iterm2.user.opensTab();
}

async function typed(mac: Mac): Promise<string[]> {
  const text = await readFile(join(mac.home, "typed"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean);
}

/** The menu bar looks after the kill: what was not typed by then is not typed by it either. */
const talking = (name: string, does: Command["does"], given: Pick<Command, "after"> & Partial<Command>): Command => ({
  name,
  daily: 2,
  mac: { programs: { listener: LISTENER }, raycast: { limit: 90_000 } },
  prepare: asked,
  does,
  state: typed,
  before: [],
  killed: "all_or_nothing",
  menuBar: true,
  ...given,
});

const sent = { after: ["deploy hello"], twice: ["deploy hello", "deploy hello"] };

/**
 * Commands that type. What is asked for once is typed at most once, whenever it is killed; who asks again has it typed
 * again, but for an answer, which is typed only as long as its question stands there.
 */
export const onTalk: Command[] = [
  talking(
    "Search Sessions, the answer Yes",
    drives("search-sessions", async (view) => {
      await loaded(view);
      await view.select("deploy");
      if (!view.actions().some(({ title }) => title === "Answer…")) return;
      await view.until((now) => now.actions().some(({ title }) => title === "Yes"), "the choices");
      await view.perform("Yes");
    }),
    { after: ["deploy y"], twice: ["deploy y"] },
  ),
  talking(
    "Search Sessions, Send Text",
    drives("search-sessions", async (view) => {
      await loaded(view);
      await view.select("deploy");
      await view.perform("Send Text…");
      await view.until((now) => now.type === "Form", "the form");
      await view.form.fill({ text: "hello" });
      await view.perform("Send Text");
    }),
    sent,
  ),
  talking(
    "the AI tool Send to Session",
    async (mac, killAt) => {
      const input = { project: "webapp", session: "deploy", text: "hello" };
      return (await mac.raycast.tool("send-to-session", input, { ...(killAt && { killAt }) })).end;
    },
    sent,
  ),
  talking(
    "Search Sessions, Message Another Session",
    drives("search-sessions", async (view) => {
      await loaded(view);
      await view.select("deploy");
      await view.perform("Message Another Session…");
      await view.until((now) => now.type === "Form", "the form");
      await view.form.fill({ to: "webapp/notes", payload: "hello", when: "now" });
      await view.perform("Send Message");
    }),
    { after: ["notes hello"], twice: ["notes hello", "notes hello"] },
  ),
  talking(
    "Go to Next Waiting Session",
    (mac, killAt) => mac.raycast.run("go-to-next-waiting-session", { ...(killAt && { killAt }) }),
    {
      state: async (mac) => ({
        front: mac.iterm2.world.current?.current?.active.name.replace(/ \(.*\)$/, ""),
        typed: await typed(mac),
      }),
      before: { front: "Default", typed: [] },
      after: { front: "deploy", typed: [] },
      twice: { front: "deploy", typed: [] },
    },
  ),
];
