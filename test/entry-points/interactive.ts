import type { Interface } from "node:readline/promises";
import type { Mac } from "../mac/index.ts";
import { screenAsText } from "./transcript.ts";

interface Order {
  usage: string;
  does: string;
  run(mac: Mac, words: string): Promise<string>;
}

function window(mac: Mac) {
  const view = mac.raycast.window;
  if (view === null || view.closed) throw new Error("No command is open. Try: open list-projects");
  return view;
}

function panes(mac: Mac) {
  return mac.iterm2.desktop().windows.flatMap(({ tabs }) => tabs.flatMap((tab) => tab.panes));
}

/** Everything that can be done on the test Mac, by its first word. */
const ORDERS: Record<string, Order> = {
  open: {
    usage: "open COMMAND [ARGUMENT]",
    does: "open a command: list-projects, open-project webapp, search-sessions, quit-cleanup, session-history …",
    async run(mac, words) {
      const [name = "", argument] = words.split(/\s+/, 2);
      const view = await mac.raycast.open(name, argument === undefined ? {} : { arguments: { project: argument } });
      await view.until((now) => !now.isLoading || now.closed);
      return view.closed ? (mac.raycast.huds.at(-1) ?? "") : view.text();
    },
  },
  look: { usage: "look", does: "show the open command again", run: async (mac) => window(mac).text() },
  select: {
    usage: "select ROW",
    does: "select a row by its title",
    async run(mac, words) {
      await window(mac).select(words);
      return window(mac).text();
    },
  },
  do: {
    usage: "do ACTION",
    does: "do an action of the selected row, by its title",
    async run(mac, words) {
      const view = window(mac);
      await view.perform(words);
      return view.closed ? (mac.raycast.huds.at(-1) ?? "done") : view.text();
    },
  },
  yes: {
    usage: "yes",
    does: "confirm the alerts to come, in order",
    async run(mac) {
      mac.raycast.answerAlert("confirm");
      return "The next alert is confirmed.";
    },
  },
  menu: {
    usage: "menu",
    does: "refresh the menu bar and show its menu",
    async run(mac) {
      const bar = mac.raycast.menuBar("session-status");
      await bar.run();
      return bar.visible ? bar.text() : "The menu bar item is hidden.";
    },
  },
  screen: { usage: "screen", does: "show iTerm2's windows and screens", run: async (mac) => screenAsText(mac) },
  type: {
    usage: "type PANE: TEXT",
    does: "type text and Enter into the pane whose title has PANE in it",
    async run(mac, words) {
      const [title = "", text = ""] = words.split(/:\s*/, 2);
      const pane = panes(mac).find((candidate) => candidate.title.includes(title));
      if (pane === undefined) throw new Error(`No pane is called '${title}'.`);
      mac.iterm2.user.types(pane.guid, `${text}\r`);
      return "Typed. 'screen' shows what came of it.";
    },
  },
};

function help(): string {
  const width = Math.max(...Object.values(ORDERS).map(({ usage }) => usage.length));
  const lines = Object.values(ORDERS).map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
  return [...lines, `  ${"quit".padEnd(width)}  switch the Mac off`].join("\n");
}

async function obey(mac: Mac, line: string): Promise<string> {
  const [word = "", ...rest] = line.trim().split(" ");
  if (word === "") return "";
  const order = Object.hasOwn(ORDERS, word) ? ORDERS[word] : undefined;
  if (order === undefined) return help();
  try {
    return await order.run(mac, rest.join(" ").trim());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Lets a person use the test Mac by lines of text, until they quit or their input ends. */
export async function visit(mac: Mac, reader: Interface): Promise<void> {
  reader.setPrompt("mac> ");
  reader.prompt();
  for await (const line of reader) {
    if (line.trim() === "quit") return;
    console.log(await obey(mac, line));
    reader.prompt();
  }
}
