import { describe, expect, test } from "vitest";
import type { ProcessRow } from "../../../src/core/model/observation.ts";
import { runningIn } from "../../../src/core/orchestrator/verbs/running-programs.ts";

/** Processes on ttys001 whose foreground group is 20, each given as [pid, group, command line]. */
const onTty = (...rows: [pid: number, pgid: number, command: string][]): ProcessRow[] =>
  rows.map(([pid, pgid, command]) => ({ pid, ppid: 1, pgid, tpgid: 20, tty: "ttys001", stat: "S+", command }));

describe("what runs in a pane", () => {
  test("is the program, not the shell that waits for it", () => {
    const rows = onTty(
      [10, 10, "-zsh"],
      [20, 20, "bash -l -i -c npm run dev"],
      [21, 20, "npm run dev"],
      [22, 20, "node server.js"],
    );
    expect(runningIn(rows, "/dev/ttys001")).toMatchObject({ name: "npm", busy: true });
  });

  test("is not a helper of ours that its parent has left behind", () => {
    const rows = onTty([20, 20, "bash -l -i -c …"], [21, 20, "perl -e …"], [22, 20, "node server.js"]);
    rows[2]!.ppid = 20;
    expect(runningIn(rows, "/dev/ttys001")).toMatchObject({ name: "node", busy: true });
  });

  test("is the shell, and not busy, where only a shell waits for the user", () => {
    expect(runningIn(onTty([20, 20, "-zsh"]), "/dev/ttys001")).toMatchObject({ name: "zsh", busy: false });
  });

  test.each(["-zsh", "/bin/csh", "nu", "xonsh", "elvish -i", "login -fp user"])(
    "an idle %s is not in use",
    (command) => {
      expect(runningIn(onTty([20, 20, command]), "/dev/ttys001")?.busy).toBe(false);
    },
  );

  test("does not count what runs in the background", () => {
    expect(runningIn(onTty([20, 20, "/bin/zsh"], [30, 30, "node server.js"]), "/dev/ttys001")).toMatchObject({
      name: "zsh",
      busy: false,
    });
  });

  test("is unknown without processes, without a tty, or when nothing has the foreground", () => {
    expect(runningIn(null, "/dev/ttys001")).toBeNull();
    expect(runningIn(onTty([20, 20, "vim"]), null)).toBeNull();
    expect(runningIn(onTty([30, 30, "vim"]), "/dev/ttys001")).toBeNull();
  });
});
