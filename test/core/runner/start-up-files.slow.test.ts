import { execFile, spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setUpRunner, SESSION, story, type RunnerSetup } from "./pane.ts";
import { SHELLS } from "./shells.ts";

let at: RunnerSetup;
beforeEach(async () => {
  at = await setUpRunner();
});
afterEach(() => at.clean());

const hasProgram = (name: string) => spawnSync("which", [name]).status === 0;

/** Where each shell reads what its user has written. */
const START_UP_FILE: Record<string, string> = {
  sh: ".profile",
  dash: ".profile",
  bash: ".bash_profile",
  zsh: ".zshrc",
  fish: ".config/fish/config.fish",
};

/** Writes the user's start-up file of a shell. */
async function startUp(shell: string, text: string): Promise<void> {
  const file = join(at.folder, "home", START_UP_FILE[shell] ?? "");
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
}

const written = (file: string) => readFile(join(at.project, file), "utf8");
/** `export NAME=value`, as this shell says it. */
const exporting = (shell: string, name: string, value: string) =>
  shell === "fish" ? `set -gx ${name} ${value}\n` : `export ${name}=${value}\n`;

describe.each(SHELLS)("in $name", ({ name, path: shell }) => {
  test("the session's variables win over what start-up files set, for its command and for the shell that is left", async () => {
    await startUp(name, exporting(name, "APP_ENV", "personal") + exporting(name, "MINE", "kept"));
    const pane = await at.open({
      shell,
      command: "sh -c 'echo $APP_ENV $MINE' >env.txt",
      environment: { APP_ENV: "project" },
    });
    await at.told("shell");
    expect(await written("env.txt")).toBe("project kept\n");
    pane.type('echo "left:$APP_ENV:$MINE:"\r');
    await pane.shows("left:project:kept:");
  });

  test("the command and the shell that is left are in the session's folder, wherever start-up files go", async () => {
    await startUp(name, "cd /tmp\n");
    const pane = await at.open({ shell, command: "pwd >folder.txt" });
    await at.told("shell");
    expect(await written("folder.txt")).toBe(`${at.project}\n`);
    pane.type('echo "in:$PWD:"\r');
    await pane.shows(`in:${at.project}:`);
  });

  test("$NAME in a variable is what the shell has by then, and stays as it is written where nothing sets it", async () => {
    await startUp(name, exporting(name, "TOOLS", "'/opt/my tools'"));
    await at.open({
      shell,
      command: `sh -c 'printf "%s|" "$PATH" "$A" "$B" "$PASSWORD"' >env.txt`,
      environment: { PATH: "./bin:$PATH", A: "${TOOLS}/x y", B: "it's $HOME;$A", PASSWORD: "p$sswörd}${no_such}$1" },
      expanded: ["PATH", "A", "B", "PASSWORD"],
    });
    await at.told("shell");
    const [path, a, b, password] = (await written("env.txt")).split("|");
    expect(path).toMatch(/^\.\/bin:.*\/bin/);
    expect(path?.split(":").filter((one) => one === "./bin")).toHaveLength(1);
    expect(a).toBe("/opt/my tools/x y");
    expect(b).toBe(`it's ${at.folder}/home;/opt/my tools/x y`);
    expect(password).toBe("p$sswörd}${no_such}$1");
  });

  test("every value that an .env file or a project may hold reaches the command as it is", async () => {
    const environment = {
      QUOTES: `it's "both" \`ticks\` $HOME $(id) \\ \\n \\' '\\''`,
      SEVERAL: "one\ntwo\n\nfour\n",
      SIGNS: "!! #no *?[x] ~ {a,b} %1 ^ & ; | < > (x) 🚀 é 漢字",
      EMPTY: "",
      BLANKS: "  two\t ",
    };
    const dump = join(at.folder, "dump.mjs");
    await writeFile(
      dump,
      `import { writeFileSync } from "node:fs"; writeFileSync("env.json", JSON.stringify(process.env));`,
    );
    await at.open({ shell, command: `'${process.execPath}' '${dump}'`, environment });
    await at.told("shell");
    expect(JSON.parse(await written("env.json"))).toMatchObject(environment);
  });

  test("setup runs in the session's shell before the command and before the shell that is left", async () => {
    const pane = await at.open({
      shell,
      setup: exporting(name, "VENV", "active"),
      command: "sh -c 'echo $VENV' >env.txt",
    });
    await at.told("shell");
    expect(await written("env.txt")).toBe("active\n");
    pane.type('echo "venv:$VENV:"\r');
    await pane.shows("venv:active:");
  });

  test("a stop that is asked for while start-up files run is heeded before the command begins", async () => {
    await startUp(name, "echo reading; head -n 1 >/dev/null\n");
    const pane = await at.open({ shell, command: "echo ran >ran.txt", restart_policy: "always" });
    await pane.shows("reading");
    await at.runner.requestStop(SESSION);
    pane.type("go on\r");
    await pane.exited;
    expect(story(await at.journal()).at(-1)).toBe("closed");
    await expect(written("ran.txt")).rejects.toThrow("ENOENT");
  });

  test("the journal says when start-up files are over and the command begins", async () => {
    await startUp(name, "echo reading; head -n 1 >/dev/null\n");
    const pane = await at.open({ shell, command: "echo up; exec cat" });
    await pane.shows("reading");
    const before = await at.journal();
    expect(before).toMatchObject([{ event: "started", tells_running: true }]);
    pane.type("go on\r");
    expect((await at.told("running")).at(-1)).toMatchObject({ event: "running", attempt: 1 });
  });

  test("a session has the mask for new files that it would have anywhere", async () => {
    const pane = await at.open({ shell, command: "umask >mask.txt" });
    await at.told("shell");
    const mask = new RegExp(`\\b0*${process.umask().toString(8).padStart(3, "0")}\\b`);
    expect(await written("mask.txt")).toMatch(mask);
    pane.type("umask\r");
    await pane.shows(mask);
  });

  test("options, aliases and functions that start-up files set do not reach what the runner does", async () => {
    await startUp(name, HOSTILE[name] ?? "");
    const script = `process.on("SIGINT", () => process.exit(0)); console.log("up"); setInterval(() => {}, 1000)`;
    const pane = await at.open({
      shell,
      command: `'${process.execPath}' -e '${script}'`,
      environment: { APP_ENV: "project" },
      restart_policy: "always",
    });
    await pane.shows("up");
    await pane.runs(process.execPath);
    pane.type("\x03");
    expect(story(await at.told("shell"))).toEqual(["started 1", "exited 0", "shell"]);
  });

  test("a program that leaves the terminal raw, on another screen and with the mouse on hands on a sane one", async () => {
    const leaves = `stty raw -echo; printf '\\033[?1049h\\033[?1003h\\033[?25l\\033[?2004h'; exit 1`;
    const pane = await at.open(
      { shell, command: `sh -c '${leaves.replaceAll("'", "'\\''")}'`, restart_policy: "on_failure" },
      { ITERM_RUNNER_CRASH_LIMIT: "2", ITERM_RUNNER_BACKOFF_FIRST: "0" },
    );
    const entries = await at.told("started", 2);
    expect(entries.length).toBeGreaterThan(2);
    for (const off of ["1047l", "1003l", "25h", "2004l"]) await pane.shows(`\u001b[?${off}`);
    await at.told("shell");
    pane.type("stty -a; echo 'ov''er'\r");
    await pane.shows("over");
    expect(pane.screen).toMatch(/[^-]icanon/);
  });
});

/** What users and frameworks of each shell set. */
const POSIX = `alias cd='echo no' unset='echo no' exit='echo no' kill='echo no' eval='echo no'
cd() { echo elsewhere; }
set -o noclobber
set -u
`;
const HOSTILE: Record<string, string> = {
  sh: POSIX,
  dash: POSIX,
  bash: `${POSIX}shopt -s failglob nocaseglob extglob\nunset() { builtin unset "$@"; echo unset; }\n`,
  zsh: `${POSIX}setopt ksh_arrays sh_word_split glob_subst correct_all no_banner_hist 2>/dev/null\nprecmd() { echo "$unknown_to_all" }\n`,
  fish: `function cd; echo elsewhere; end
alias exit='echo no'
function true; echo no; end
function fish_prompt; echo '> '; end
`,
};

test.skipIf(!hasProgram("direnv"))(
  "direnv's environment is there for the command, as in a terminal at that folder",
  async () => {
    for (const { name, path } of SHELLS.filter(({ name }) => ["bash", "zsh", "fish"].includes(name))) {
      await startUp(name, name === "fish" ? "direnv hook fish | source\n" : `eval "$(direnv hook ${name})"\n`);
      await writeFile(join(at.project, ".envrc"), "export FROM_ENVRC=yes APP_ENV=envrc\nPATH_add tools\n");
      await promisify(execFile)("direnv", ["allow", at.project], {
        env: { ...process.env, HOME: join(at.folder, "home") },
      });
      const before = (await at.journal()).filter(({ event }) => event === "shell").length;
      const command = `sh -c 'echo "$FROM_ENVRC $APP_ENV"; echo "$PATH"' >env.txt`;
      const pane = await at.open({ shell: path, command, environment: { APP_ENV: "project" } });
      await at.told("shell", before + 1);
      const [values, found] = (await written("env.txt")).split("\n");
      expect([name, values]).toEqual([name, "yes project"]);
      expect(found).toContain(join(at.project, "tools"));
      pane.type('echo "left:$FROM_ENVRC:$APP_ENV:"\r');
      await pane.shows("left:yes:project:");
    }
  },
);
