import { describe, expect, test } from "vitest";
import { agentOf } from "../../../src/core/agents/agent-of.ts";
import { hear } from "../../../src/core/agents/bytes.ts";
import { attentionOf } from "../../../src/core/decide/attention.ts";
import type { AttentionInput } from "../../../src/core/decide/attention.ts";
import type { ProcessRow, SeenOutput } from "../../../src/core/model/observation.ts";
import type { Heard } from "../../../src/core/model/session.ts";
import { session, template } from "../output/builders.ts";
import { claudeBox, CODEX_COMPOSER } from "../agents/screens/screen-case.ts";

const NOW = 100_000;

function row(command: string, fields: Partial<ProcessRow> = {}): ProcessRow {
  return { pid: 50, ppid: 1, pgid: 50, tpgid: 50, tty: "ttys001", stat: "S+", command, ...fields };
}

function shown(screen: string): SeenOutput {
  return {
    entries: [],
    tail: screen.split("\n"),
    reading: { anchor: [], partial: "", read_at: NOW, length: 0, tty_mtime: 0 },
    findings: [],
    matched: { success: null, error: null, ready: null },
    trigger_patterns: [],
    slow_patterns: [],
  };
}

interface Situation {
  template?: Record<string, unknown>;
  session?: Record<string, unknown>;
  title?: string;
  processing?: boolean;
  atShellPrompt?: boolean;
  screen?: string;
  agents?: AttentionInput["agents"];
  /** What was written to its terminal, and when. */
  bytes?: [text: string, at: number];
  processes?: ProcessRow[] | null;
}

function attention(of: Situation) {
  const verdict = verdictOf(of);
  return verdict && [verdict.attention, verdict.evidence.source, verdict.evidence.rule];
}

function verdictOf(of: Situation) {
  const { verdict } = attentionOf({
    template: template({ command: "", ...of.template }),
    session: session({ ...of.session, ...(of.bytes ? { heard: hear(null, ...of.bytes) } : {}) }),
    seen: {
      id: "GUID",
      tty: "/dev/ttys001",
      name: of.title ?? null,
      is_processing: of.processing ?? false,
      is_at_shell_prompt: of.atShellPrompt ?? false,
    },
    output: of.screen === undefined ? undefined : shown(of.screen),
    agents: of.agents ?? [],
    processes: of.processes === undefined ? [] : of.processes,
    now: NOW,
  });
  return verdict;
}

const asking = (screen: string): AttentionInput => ({
  template: template({ command: "claude" }),
  session: session({}),
  seen: null,
  output: shown(screen),
  agents: [],
  processes: null,
  now: NOW,
});

const ASKING = "Do you want to proceed?\n❯ 1. Yes\n  2. No\n\nEsc to cancel";
const CLAUDE = row("claude --continue");
const NODE = row("node server.js");

describe("a session's attention", () => {
  test("an agent's own record, found by its process on the session's terminal, is believed before all else", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "busy" as const, at: NOW - 500 }];
    expect(attention({ agents, processes: [CLAUDE], title: "✳ Task", screen: ASKING })).toEqual([
      "busy",
      "agent_registry",
      "claude/busy",
    ]);
    expect(attention({ agents, processes: [row("claude", { tty: "ttys002" })] })).toBeNull();
  });

  test("an agent that only has a shell in the background is idle", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "shell" as const, at: NOW }];
    expect(attention({ agents, processes: [CLAUDE] })).toEqual(["idle", "agent_registry", "claude/shell"]);
  });

  test("an agent whose user has opened a menu asks for nothing", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "menu" as const, at: NOW, waiting_for: "dialog open" }];
    expect(attention({ agents, processes: [CLAUDE], screen: ASKING })).toEqual([
      "idle",
      "agent_registry",
      "claude/menu",
    ]);
  });

  test("a record that an earlier process with the same id has left is not believed", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "busy" as const, at: 20_000, started: 10_000 }];
    const young = row("claude", { age_s: 60 });
    expect(attention({ agents, processes: [young], screen: claudeBox() })?.[1]).toBe("screen");
    expect(attention({ agents, processes: [row("claude", { age_s: 91 })] })?.[2]).toBe("claude/busy");
    expect(attention({ agents, processes: [row("claude", { age_s: 5000 })] })?.[2]).toBe("claude/busy");
  });

  test("the title is believed next", () => {
    expect(attention({ processes: [CLAUDE], title: "⠂ Task", screen: ASKING })).toEqual([
      "busy",
      "title",
      "claude/title-spinner",
    ]);
    expect(attention({ processes: [row("codex")], title: "[ . ] Action Required | shop" })).toEqual([
      "waiting",
      "title",
      "codex/title-action-required",
    ]);
    expect(attention({ processes: [CLAUDE], title: "✳ Task", screen: claudeBox() })).toEqual([
      "idle",
      "title",
      "claude/title-resting",
    ]);
  });

  test("a session whose screen asks is waiting though its title says idle", () => {
    expect(attention({ processes: [CLAUDE], title: "✳ Task", screen: ASKING })).toEqual([
      "waiting",
      "screen",
      "claude/esc-to-cancel",
    ]);
  });

  test("a title is believed only of an agent that is known to write it", () => {
    expect(attention({ processes: [NODE], title: "✳ Task" })).toBeNull();
  });

  test("what the screen tells is as old as its reading", () => {
    const seen = attentionOf({
      template: template({ command: "claude" }),
      session: session({
        reading: {
          anchor: ASKING.split("\n").slice(0, -1),
          partial: "Esc to cancel",
          read_at: 5,
          length: 9,
          tty_mtime: 0,
        },
      }),
      seen: null,
      output: undefined,
      agents: [],
      processes: null,
      now: NOW,
    });
    expect(seen.verdict).toMatchObject({
      attention: "waiting",
      evidence: { source: "screen", at: 5, detail: "Do you want to proceed?" },
    });
  });

  test("what a session asks is why it waits, also where its own record tells that it does", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "waiting" as const, at: NOW }];
    const { verdict, drawn } = attentionOf({ ...asking(ASKING), agents, processes: [CLAUDE] });
    expect(verdict?.evidence).toMatchObject({ source: "agent_registry", detail: "Do you want to proceed?" });
    expect(drawn?.question?.choices.map(({ label }) => label)).toEqual(["Yes", "No"]);
  });

  test("what the agent itself tells of its question is taken for what it is about, and the screen for its answers", () => {
    const command = "rm -rf build && npm run build:production";
    const told = { kind: "permission" as const, asks: "Run this command?", subject: command, choices: [] };
    const agents = [{ agent: "claude" as const, pid: 50, state: "waiting" as const, at: NOW, question: told }];
    const asked = (screen: string) =>
      attentionOf({ ...asking(screen), agents, processes: [CLAUDE] }).drawn?.question ?? null;
    const dialog = (subject: string) => `${"─".repeat(60)}\n Bash command\n\n   ${subject}\n\n ${ASKING}`;
    expect(asked(dialog("rm -rf build && npm run buil…"))).toMatchObject({
      asks: "Do you want to proceed?",
      subject: command,
      choices: [{ label: "Yes" }, { label: "No" }],
    });
    // What was told is about the question before.
    expect(asked(dialog("npm publish"))?.subject).toBe("npm publish");
    expect(asked("⏺ Let me see.")).toMatchObject({ asks: "Run this command?", subject: command, choices: [] });
  });

  const hook = { agent: "claude" as const, pid: 50, at: NOW - 100, by_hook: "PermissionRequest" };
  const question = { kind: "permission" as const, asks: "Run this command?", subject: "rm -rf build", choices: [] };
  const waits = { ...hook, state: "waiting" as const, question };
  const record = { agent: "claude" as const, pid: 50, at: NOW };

  test("what an agent's hook says is asked is known before anything is drawn, and by its record's time as well", () => {
    const waiting = { ...record, state: "waiting" as const, waiting_for: "permission prompt" };
    for (const agents of [[waits], [waits, waiting]]) {
      const { verdict } = attentionOf({ ...asking(""), agents, processes: [CLAUDE] });
      expect(verdict).toMatchObject({ attention: "waiting", evidence: { detail: "Run this command? rm -rf build" } });
    }
  });

  test("a hook's question is over once the agent's record says so: no hook tells of a refused answer", () => {
    const agents = [waits, { ...record, state: "idle" as const }];
    expect(attention({ agents, processes: [CLAUDE] })).toEqual(["idle", "agent_registry", "claude/idle"]);
  });

  test("an agent that could not go on needs its user, although its record says that it rests", () => {
    const failure = { kind: "error" as const, asks: "API Error: 529 Overloaded", subject: "", choices: [] };
    const failed = { ...waits, by_hook: "StopFailure", question: failure, stands_at_rest: true as const };
    const agents = [failed, { ...record, state: "idle" as const }];
    expect(attention({ agents, processes: [CLAUDE] })).toEqual(["waiting", "agent_hook", "claude/StopFailure"]);
    const works = [failed, { ...record, state: "busy" as const }];
    expect(attention({ agents: works, processes: [CLAUDE] })?.[0]).toBe("busy");
  });

  test("a question still stands while a view that its user has opened hides it", () => {
    const { drawn } = attentionOf(asking(ASKING));
    const transcript = "⏺ Done.\n\nShowing detailed transcript · ctrl+o to toggle";
    const behind = attentionOf({ ...asking(transcript), session: session({ attention: "waiting", drawn }) });
    expect(behind.drawn?.question).toEqual(drawn?.question);
  });

  test("a question is read once for each screen, and not at all from one that does not wait", () => {
    const first = attentionOf(asking(ASKING));
    const known = { ...first.drawn!, question: { ...first.drawn!.question!, asks: "as it was read" } };
    const reading = { ...shown("").reading, anchor: ASKING.split("\n") };
    const again = attentionOf({
      ...asking(ASKING),
      output: undefined,
      session: session({ reading, attention: "waiting", drawn: known }),
    });
    expect(again.drawn?.question?.asks).toBe("as it was read");
    expect(attentionOf(asking("total 8\nme@mac shop % ")).drawn).not.toHaveProperty("question");
  });

  test("a session with a shell in front is idle, whatever an ended agent left on the screen", () => {
    const processes = [row("-zsh"), row("claude", { pid: 60, pgid: 60, stat: "T" })];
    expect(attention({ template: { agent: "claude" }, processes, screen: ASKING })).toEqual([
      "idle",
      "tty",
      "shell-in-front",
    ]);
  });

  test("a session whose shell itself asks is waiting", () => {
    expect(attention({ processes: [row("/bin/zsh -l -i")], screen: "Remove all? [y/N]" })).toEqual([
      "waiting",
      "screen",
      "any-program/yes-or-no",
    ]);
  });

  test("a shell that runs a command it was given is not called idle", () => {
    expect(attention({ processes: [row("zsh -lic 'sleep 100'")] })).toBeNull();
  });

  test("nothing is claimed of a silent program without evidence", () => {
    expect(attention({ processes: [NODE], screen: "listening on 80" })).toBeNull();
    expect(attention({ processes: null })).toBeNull();
  });

  test("a program is busy while it prints, and an old progress bar is not taken for work", () => {
    expect(attention({ processes: [NODE], processing: true, screen: "x" })).toEqual(["busy", "iterm", "output-now"]);
    expect(attention({ processes: [NODE], screen: "[====>   ] 45%" })).toBeNull();
    expect(attention({ processes: [NODE], processing: true, screen: "[====>   ] 45%" })).toEqual([
      "busy",
      "screen",
      "any-program/progress",
    ]);
  });

  test("the evidence of an idle agent says what goes on behind it", () => {
    const { verdict } = attentionOf({
      template: template({ command: "claude" }),
      session: session(),
      seen: null,
      output: shown(claudeBox("", "  ⏵⏵ accept edits on · 2 shells · ↓ to manage")),
      agents: [],
      processes: null,
      now: NOW,
    });
    expect(verdict?.evidence.detail).toBe("2 background shells");
  });

  const BLOCKED = "\u001b]7501;state=blocked:app=codex:kind=permission\u001b\\";
  const WORKING = "\u001b]7501;state=working:app=codex\u001b\\";

  test("what a program says of itself by escape sequences is believed before its record, title and screen", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "idle" as const, at: NOW }];
    const situation: Situation = { agents, processes: [CLAUDE], title: "✳ Task", screen: claudeBox() };
    expect(attention({ ...situation, bytes: [BLOCKED, NOW] })).toEqual([
      "waiting",
      "program_status",
      "codex/osc-7501-blocked-permission",
    ]);
    expect(verdictOf({ ...situation, bytes: [BLOCKED, NOW] })?.evidence.detail).toBe(
      "permission (its state file says it rests)",
    );
  });

  test("a program that no one knows is believed when it says that it waits", () => {
    expect(attention({ processes: [NODE], screen: "x", bytes: [BLOCKED, NOW] })?.[0]).toBe("waiting");
  });

  test("what was said before the program in front began is not believed of it", () => {
    const processes = [row("codex", { age_s: 10 })];
    expect(attention({ processes, screen: "x", bytes: [WORKING, NOW - 60_000] })?.[1]).toBe("screen");
    expect(attention({ processes, screen: "x", bytes: [WORKING, NOW - 5000] })?.[1]).toBe("program_status");
  });

  test("a shell that is in front has outlived whatever was said before", () => {
    const processes = [row("-zsh")];
    expect(attention({ processes, title: "⠂ Task", template: { agent: "claude" }, bytes: [WORKING, NOW] })?.[2]).toBe(
      "shell-in-front",
    );
  });

  test("a program that has forgotten to take back its question is not waiting for ever", () => {
    const processes = [row("codex", { age_s: 5000 })];
    const screen = `• Done.\n${CODEX_COMPOSER}`;
    expect(attention({ processes, screen, bytes: [BLOCKED, NOW - 9 * 60_000] })?.[0]).toBe("waiting");
    expect(attention({ processes, screen, bytes: [BLOCKED, NOW - 11 * 60_000] })).toEqual([
      "idle",
      "screen",
      "codex/at-composer",
    ]);
  });

  test("a question that has come since the agent said that it rests is not missed", () => {
    const agents = [{ agent: "claude" as const, pid: 50, state: "idle" as const, at: NOW - 5000 }];
    const verdict = verdictOf({ agents, processes: [CLAUDE], title: "✳ Task", screen: ASKING });
    expect(verdict).toMatchObject({ attention: "waiting", evidence: { rule: "claude/esc-to-cancel" } });
    expect(verdict?.evidence.detail).toBe("Do you want to proceed? (its state file says it rests)");
  });

  test("progress that a program announces is work, unless its screen asks", () => {
    const bytes: [string, number] = ["\u001b]9;4;3;\u0007", NOW];
    const processes = [CLAUDE];
    expect(attention({ processes, title: "✳ Task", screen: claudeBox(), bytes })).toEqual([
      "busy",
      "program_status",
      "claude/osc-9-4",
    ]);
    expect(attention({ processes, title: "✳ Task", screen: ASKING, bytes })?.[0]).toBe("waiting");
  });

  /** A session whose terminal was last written to at `tty_mtime`, with this on its screen since. */
  function quiet(screen: string, tty_mtime: number, more: Partial<AttentionInput> = {}, heard?: Heard) {
    const lines = screen.split("\n");
    const reading = { anchor: lines.slice(0, -1), partial: lines.at(-1) ?? "", read_at: NOW, length: 9, tty_mtime };
    return attentionOf({
      template: template({ command: "claude" }),
      session: session({ reading, heard }),
      seen: { id: "GUID", tty: null, name: null, is_processing: false, is_at_shell_prompt: false },
      output: undefined,
      agents: [],
      processes: null,
      now: NOW,
      ...more,
    }).verdict;
  }

  test("an agent that has printed nothing for five minutes works no more, whatever its title, bytes or screen say", () => {
    const working = "✻ Brewing… (3s · esc to interrupt)";
    const now = NOW + 400_000;
    expect(quiet(working, now - 200_000, { now })).toMatchObject({ attention: "busy" });
    const silent = { attention: "idle", evidence: { rule: "claude/no-output", detail: "no output for 5 min" } };
    expect(quiet(working, now - 301_000, { now })).toMatchObject(silent);
    const reread = { ...shown(working), reading: { ...shown("").reading, tty_mtime: now - 301_000 } };
    expect(quiet(working, now - 301_000, { now, output: reread })).toMatchObject(silent);
    const printed = { ...reread, entries: [{ timestamp: "", content: "x", entry_type: "output" as const }] };
    expect(quiet(working, now - 301_000, { now, output: printed })).toMatchObject({ attention: "busy" });
    expect(quiet("x", now - 301_000, { now }, hear(null, WORKING, now - 301_000))).toMatchObject({
      attention: "idle",
    });
  });

  test("an agent of which nothing is known is idle when nothing moves", () => {
    expect(quiet("some text", NOW - 1000)).toMatchObject({ attention: "idle" });
    expect(attention({ template: { command: "claude" }, processes: null })).toEqual([
      "idle",
      "silence",
      "claude/no-output",
    ]);
  });

  test("a program that no one knows is idle at a place to type between two lines", () => {
    expect(attention({ processes: [NODE], screen: claudeBox() })).toEqual([
      "idle",
      "screen",
      "any-program/at-composer",
    ]);
  });

  test("nothing is claimed of a session that is not monitored or not up", () => {
    expect(attention({ template: { monitor_output: false }, screen: "Password:" })).toBeNull();
    expect(
      attention({ session: { phase: { name: "pending", since: 0, reason: "x" } }, screen: "Password:" }),
    ).toBeNull();
  });
});

describe("the program of a session", () => {
  test.each([
    ["claude --continue", "claude"],
    ["/opt/homebrew/bin/codex", "codex"],
    ["node /usr/local/lib/node_modules/@google/gemini-cli/dist/index.js", "gemini"],
    ["node --no-warnings /opt/homebrew/bin/gemini", "gemini"],
    ["FOO=1 npx -y @anthropic-ai/claude-code", "claude"],
    ["cursor agent", "cursor"],
    ["python3 -m aider --model x", "aider"],
    ["vim claude", null],
    ["npm run dev", null],
    ["", null],
  ])("the command line %j starts the agent %s", (command, agent) => {
    expect(agentOf(template({ command: "make" }), [row(command)])).toBe(agent);
    expect(agentOf(template({ command }))).toBe(agent);
  });

  test("the template's own word for the agent counts, whatever runs", () => {
    expect(agentOf(template({ agent: "kimi", command: "claude" }), [row("codex")])).toBe("kimi");
  });

  test("the agent in front counts, not one that is stopped behind it", () => {
    const processes = [row("codex", { pid: 9, pgid: 9, stat: "T" }), row("claude")];
    expect(agentOf(template({ command: "zsh" }), processes)).toBe("claude");
  });
});
