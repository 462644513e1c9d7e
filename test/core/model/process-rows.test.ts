import { describe, expect, test } from "vitest";
import { allGroups, foregroundGroup, isIdleShell, rowsOnTty } from "../../../src/core/model/process-rows.ts";
import { isPromptingShell } from "../../../src/core/model/shells.ts";
import { parsePs } from "../../../src/core/processes/ps.ts";

/** What `ps -axo pid=,ppid=,pgid=,tpgid=,tty=,stat=,etime=,command=` prints on macOS. */
const MAC = `
    1     0     1     0 ??       Ss   12-03:04:05 /sbin/launchd
  500     1   500     0 ??       S       01:02:03 /Applications/iTerm.app/Contents/MacOS/iTerm2
  600   500   600   640 ttys001  Ss         04:05 /bin/sh /var/folders/x/launch.sh
  610   600   610   640 ttys001  S          04:05 /bin/sh /var/folders/x/launch.sh
  620   600   620   640 ttys001  S          04:05 /bin/zsh -l -i -c r_c=$X
  640   620   640   640 ttys001  S+         04:05 (zsh)
  641   640   640   640 ttys001  S+         04:05 node   server.js --title "a  b"
  642   641   642     0 ??       Ss         04:05 node worker.js
  643   642   642     0 ??       S          04:05 sleep 100
  700   500   700   700 ttys002  Ss+        04:05 -zsh
  800     1   800     0 ??       Ss         04:05 tmux
not a row
`;
const rows = parsePs(MAC);

test("ps rows are read with blanks in the command, without a terminal, and rubbish is left out", () => {
  expect(rows).toHaveLength(11);
  expect(rows.find(({ pid }) => pid === 641)).toEqual({
    pid: 641,
    ppid: 640,
    pgid: 640,
    tpgid: 640,
    tty: "ttys001",
    stat: "S+",
    age_s: 245,
    command: `node   server.js --title "a  b"`,
  });
  expect(rows.find(({ pid }) => pid === 642)?.tty).toBeNull();
  expect(rows.find(({ pid }) => pid === 500)?.age_s).toBe(3723);
  expect(rows.find(({ pid }) => pid === 1)?.age_s).toBe(12 * 86_400 + 3 * 3600 + 4 * 60 + 5);
});

describe("whom a signal reaches", () => {
  test("foreground: the group that has the terminal now", () => {
    expect(foregroundGroup(rows, "/dev/ttys001")).toBe(640);
    expect(foregroundGroup(rows, "/dev/ttys009")).toBeNull();
  });

  test("everyone: each group on the terminal and what has left it, and nobody else's", () => {
    expect(allGroups(rows, "/dev/ttys001", 1).sort()).toEqual([600, 610, 620, 640, 642]);
  });

  test("never ourselves, never everything", () => {
    expect(allGroups(rows, "/dev/ttys001", 640)).not.toContain(640);
    const loop = parsePs("5 6 0 5 ttys003 S a\n6 5 1 5 ttys003 S b\n");
    expect(allGroups(loop, "/dev/ttys003", 999)).toEqual([]);
  });
});

test("a shell at its prompt is told from a program", () => {
  expect(isIdleShell(rowsOnTty(rows, "/dev/ttys002"))).toBe(true);
  expect(isIdleShell(parsePs("9 1 9 9 ttys004 S+ vim x"))).toBe(false);
  expect(isIdleShell(rowsOnTty(rows, "/dev/ttys009"))).toBe(false);
  expect(isIdleShell(null)).toBe(false);
});

test.each([
  ["-zsh", true],
  ["/opt/homebrew/bin/fish -l", true],
  ["bash --rcfile", true],
  ["nu", true],
  ["sh build.sh", false],
  ["bash -lic make", false],
  ["fish --command=make", false],
  ["login -fp user", false],
  ["vim", false],
])("whether '%s' waits at its prompt for a command: %s", (command, waits) => {
  expect(isPromptingShell(command)).toBe(waits);
});
