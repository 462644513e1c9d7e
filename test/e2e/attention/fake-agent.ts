import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/*
 * An agent as Claude Code draws itself: box, spinner, permission dialog; on demand its state file, its titles, the
 * alternate screen. Keys act on it: "b" it works, "p" it asks, "i" it idles, "s" idles with a shell behind it, "q" ends
 * with 0. As for the real one, an answer ("1", "2" or Enter) to a question sets it to work.
 */

type State = "busy" | "waiting" | "idle" | "shell";

const shows = new Set(process.argv.slice(2));
process.title = "claude";

const BOX = `${"─".repeat(60)}\n❯ \n${"─".repeat(60)}\n  ? for shortcuts`;
const SCREENS: Record<State, string> = {
  busy: `⏺ I will look at the tests first.\n\n✻ Pondering… (12s · ↓ 1.2k tokens · esc to interrupt)\n\n${BOX}`,
  waiting: `⏺ Update(src/app.ts)\n\n${"─".repeat(60)}\n Edit file\n src/app.ts\n\n Do you want to make this edit to app.ts?\n ❯ 1. Yes\n   2. Yes, allow all edits during this session (shift+tab)\n   3. No\n\n Esc to cancel · Tab to amend`,
  idle: `⏺ All 12 tests pass.\n\n✻ Worked for 54s\n\n${BOX}`,
  shell: `⏺ All 12 tests pass.\n\n✻ Worked for 54s\n\n${BOX} · 1 shell`,
};
const TITLES: Record<State, string> = {
  busy: "⠂ Fix tests",
  waiting: "✳ Fix tests",
  idle: "✳ Fix tests",
  shell: "✳ Fix tests",
};

const folder = join(homedir(), ".claude", "sessions");
const record = join(folder, `${process.pid}.json`);

function draw(state: State): void {
  if (shows.has("registry")) {
    mkdirSync(folder, { recursive: true });
    const at = Date.now();
    const said = {
      pid: process.pid,
      sessionId: "5f0c",
      cwd: process.cwd(),
      status: state,
      updatedAt: at,
      statusUpdatedAt: at,
    };
    writeFileSync(record, JSON.stringify(said));
  }
  const title = shows.has("title") ? `\u001b]0;${TITLES[state]}\u0007` : "";
  const screen = shows.has("blank") ? "working quietly" : SCREENS[state];
  process.stdout.write(`${title}\u001b[2J\u001b[3J\u001b[H${screen.replaceAll("\n", "\r\n")}`);
}

let state: State = "idle";
function become(next: State): void {
  state = next;
  draw(state);
}

function end(): void {
  rmSync(record, { force: true });
  if (shows.has("alternate")) process.stdout.write("\u001b[?1049l");
  process.exit(0);
}

if (shows.has("alternate")) process.stdout.write("\u001b[?1049h");
process.stdin.setRawMode(true);
process.stdin.setEncoding("utf8");
const keys: Record<string, () => void> = {
  b: () => become("busy"),
  p: () => become("waiting"),
  i: () => become("idle"),
  s: () => become("shell"),
  q: end,
  "\u0003": end,
};
process.stdin.on("data", (typed: string) => {
  for (const key of typed) {
    if (state === "waiting" && ["1", "2", "\r"].includes(key)) become("busy");
    else keys[key]?.();
  }
});
become("idle");
