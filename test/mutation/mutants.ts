/** One deliberate break of the product. */
export interface Mutant {
  /** What a careless programmer would have done. */
  name: string;
  /** Path in the repository. */
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  /** Test files that must notice. */
  tests: string[];
  /** Only tests whose name holds this text; all if left out. */
  only?: string;
}

/** The bugs that the tests are tested with: each has bitten a peer, or would bite a user first. */
export const MUTANTS: Mutant[] = [
  {
    name: "a tab's index is kept although the user has closed another tab meanwhile",
    file: "src/core/iterm2/perform-script.ts",
    find: `    let panes = panesInTab();
    if (!panes.includes(at.guid)) {`,
    replace: `    let panes: (string | null)[] = at.window.tabs[at.tab] ?? [];
    if (!panes.includes(at.guid)) {`,
    tests: ["test/core/iterm2/perform.test.ts"],
    only: "gone already is gone",
  },
  {
    name: "a launch that timed out (-1712) is tried again, though it may have happened",
    file: "src/core/decide/apply-results.ts",
    find: "  if (fault.mayHaveHappened) return { ...session, phase: { ...phase, since: now } };\n",
    replace: "",
    tests: ["test/core/decide/launching.test.ts"],
  },
  {
    name: "values stand in the launch file as they are, without quotes",
    file: "src/core/runner/launch-file.ts",
    find: '`${name}=${quoted(value, "The session")}`',
    replace: '`${name}="${value}"`',
    tests: ["test/core/runner/launch.test.ts"],
    only: "every value reaches the command as it is",
  },
  {
    name: "columns that were read one after the other are put together without a look at their shapes",
    file: "src/core/iterm2/snapshot-script.ts",
    find: `    if ([title, tty, name, processing, prompt].some((column) => column?.length !== id.length)) return null;
    const tabs: SeenTab[] = [];
    for (let index = 0; index < id.length; index++) {
      const guids = id[index];
      const rows = [tty, name, processing, prompt].map((column) => cut<Column<unknown>>(column, index));
      if (!guids?.length || !guids.every((guid) => guid !== null)) return null;
      if (rows.some((row) => row?.length !== guids.length)) return null;
`,
    replace: `    const tabs: SeenTab[] = [];
    for (let index = 0; index < id.length; index++) {
      const guids = id[index] ?? [];
`,
    tests: ["test/core/iterm2/snapshot.test.ts"],
    only: "closed while the columns are read",
  },
  {
    name: "what was decided is published before it is saved",
    file: "src/core/orchestrator/tick/tick.ts",
    find: "  await ports.store.saveRuntime(next);\n",
    replace: `  await publish(ports, { ...before, desired, runtime: next });
  await ports.store.saveRuntime(next);
`,
    tests: ["test/core/orchestrator/tick.test.ts"],
    only: "saves what it decided",
  },
  {
    name: "a session that the user stopped is restarted by its runner",
    file: "assets/session-runner.sh",
    find: `r_should_restart() {
  [ -e "$r_stop" ] && return 1
`,
    replace: `r_should_restart() {
`,
    tests: ["test/core/runner/restart.slow.test.ts"],
    only: "a stop asked for while it runs",
  },
  {
    name: "closing the managed tabs takes panes along that were opened by hand",
    file: "src/core/decide/tabs-to-close.ts",
    find: "tab.is_managed && tab.session_ids.every(isOurs)",
    replace: "tab.is_managed && tab.session_ids.some(isOurs)",
    tests: ["test/core/decide/windows.test.ts"],
  },
  {
    name: "an answer from a program that was there before the session makes it ready",
    file: "src/core/decide/readiness.ts",
    find: "if (first === undefined || first === null || others.includes(null)) return answer;",
    replace: "if (first != null || others.includes(null)) return answer;",
    tests: ["test/core/decide/readiness.test.ts"],
    only: "does not count",
  },
  {
    name: "a failed listing is read as 'there are no sessions'",
    file: "src/core/orchestrator/tick/observe.ts",
    find: 'terminal: { state: "unknown", fault: error }',
    replace: 'terminal: { state: "running", windows: [] }',
    tests: ["test/core/orchestrator/tick.test.ts"],
    only: "a look that fails",
  },
  {
    name: "Apple event errors are told by their English text instead of their number",
    file: "src/core/iterm2/faults.ts",
    find: "const found = /\\((-?\\d+)\\)\\s*$/.exec(stderr);",
    replace: "const found = /Error: [A-Z][a-z'A-Z .]*\\.? \\((-?\\d+)\\)\\s*$/.exec(stderr);",
    tests: ["test/core/iterm2/osascript.test.ts"],
    only: "number",
  },
  {
    name: "any agreement counts, also one to what the project ran before it was changed",
    file: "src/core/store/project-store.ts",
    find: "agreed !== undefined && [fingerprint(project), formerFingerprint(project)].includes(agreed)",
    replace: "agreed !== undefined",
    tests: ["test/core/orchestrator/tick.test.ts"],
    only: "changed after the user had agreed",
  },
  {
    name: "a stop signals the leader's process group only and leaves its children",
    file: "src/core/model/process-rows.ts",
    find: "    waiting.push(...(children.get(row.pid) ?? []));\n",
    replace: "",
    tests: ["test/core/model/process-rows.test.ts"],
  },
  {
    name: "two commands hold the lock at once",
    file: "src/core/store/lock.ts",
    find: "BEGIN EXCLUSIVE",
    replace: "BEGIN",
    tests: ["test/core/store/lock.test.ts"],
    only: "one in at a time",
  },
  {
    name: "work that was given up goes on to write",
    file: "src/core/store/guarded-storage.ts",
    find: "setItem: (key, value) => orFault(() => (throwIfGivenUp(), storage.setItem(key, value))),",
    replace: "setItem: (key, value) => orFault(() => storage.setItem(key, value)),",
    tests: ["test/core/store/lock.test.ts"],
    only: "comes back after its time limit",
  },
  {
    name: "programs, and with them an iTerm2 that we start, get all of Raycast's environment",
    file: "src/core/processes/environment.ts",
    find: "...Object.fromEntries(kept), LANG",
    replace: "...(own as Record<string, string>), LANG",
    tests: ["test/core/processes/run.test.ts"],
    only: "nothing that is Raycast's own",
  },
  {
    name: "what lsof escapes is taken as it stands",
    file: "src/core/processes/working-folders.ts",
    find: "unescaped(line.slice(1))",
    replace: "line.slice(1)",
    tests: ["test/core/processes/working-folders.test.ts"],
  },
];
