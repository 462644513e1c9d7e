import { expect, test } from "vitest";
import { openProject, restartSessions } from "../../../src/core/decide/desired-state.ts";
import type { DesiredState } from "../../../src/core/model/desired.ts";
import type { Project } from "../../../src/core/model/project.ts";
import type { RuntimeState } from "../../../src/core/model/runtime.ts";
import type { Trigger } from "../../../src/core/model/trigger.ts";
import { launchCore } from "../../setup/core-on-mac.ts";

const PROJECTS = ["p0", "p1", "p2", "p3", "p4"];
const RUNS = 4;
/** The runs that begin with the project closed and opened again; the others go on in the panes that are there. */
const OPENED_AFRESH = [1, 3];

const SHELLS = ["a", "b", "c", "d", "e", "f", "g"];
const pane = (of: string, layout: "pane_vertical" | "pane_horizontal") => ({ layout, parent_template_id: of });
const ran = (id: string) => `echo "$PROJECT ${id}" >>ran`;
const shell = { command: "", monitor_output: false, ready_when: { type: "shell_prompt" } } as const;
const after = (session: string, then: Trigger["then"]): Trigger => ({ on: { event: "succeeded", session }, then });
const type = (session: string): Trigger["then"] => ({
  do: "message",
  session,
  payload: ran(session),
  message_type: "command",
  when: "receiver_ready",
  expires_after_seconds: 600,
});

/** Ten sessions: three that run a command one after the other, seven shells that are sent theirs by triggers. */
const templates = {
  one: { command: ran("one") },
  two: { command: ran("two"), ...pane("one", "pane_vertical") },
  three: { command: ran("three"), ...pane("one", "pane_horizontal") },
  a: shell,
  b: { ...shell, ...pane("a", "pane_vertical") },
  c: { ...shell, ...pane("b", "pane_horizontal") },
  d: shell,
  e: shell,
  f: { ...shell, ...pane("e", "pane_vertical") },
  g: shell,
} as const;

const config = {
  startup_sequence: ["one", ...SHELLS],
  triggers: [
    after("one", { do: "start", session: "two" }),
    after("two", { do: "start", session: "three" }),
    ...["a", "b", "c"].map((id) => after("one", type(id))),
    ...["d", "e"].map((id) => after("two", type(id))),
    ...["f", "g"].map((id) => after("three", type(id))),
  ],
};

const COMMANDS = PROJECTS.length * Object.keys(templates).length;

/** How long (ms) one run may take, and all; the whole takes half a minute where nothing else runs. */
const PATIENCE = 120_000;
const LIMIT = RUNS * PATIENCE;

test("twenty runs of a project of ten sessions lose no command and run none twice", { timeout: LIMIT }, async () => {
  const mac = await launchCore();
  // Shells that take their time to read their files are the ones that lose what is typed too early (tmuxp #481).
  for (const file of [".bash_profile", ".bashrc"]) await mac.write(file, `export PATH="$HOME/bin:$PATH"\nsleep 0.3\n`);
  for (const id of PROJECTS) await mac.keep(templates, { ...config, environment_variables: { PROJECT: id } }, id);

  const counts = async () => {
    const counted: Record<string, number> = {};
    for (const line of (await mac.read("ran")).trim().split("\n")) counted[line] = (counted[line] ?? 0) + 1;
    return counted;
  };
  const each = (times: number) =>
    Object.fromEntries(PROJECTS.flatMap((id) => Object.keys(templates).map((session) => [`${id} ${session}`, times])));
  /** Of all projects at once, as if a command for each had been closed as soon as it had saved: ticks do the rest. */
  const edit = async (change: (desired: DesiredState, runtime: RuntimeState, project: Project) => DesiredState) => {
    const { store } = mac.ports;
    const [desired, runtime, { projects }] = [await store.desired(), await store.runtime(), await store.projects()];
    await store.saveDesired(projects.reduce((edited, project) => change(edited, runtime, project), desired));
  };
  const inBackground = { front: false, window: "current", answers: {} } as const;

  for (let run = 1; run <= RUNS; run++) {
    if (OPENED_AFRESH.includes(run)) {
      if (run > 1) for (const id of PROJECTS) await mac.verbs.close(id);
      await edit((desired, runtime, project) => openProject({ desired, runtime }, project, inBackground, Date.now()));
    } else {
      await edit((desired, runtime, project) => restartSessions({ desired, runtime }, project, ["one"], Date.now()));
    }
    await mac.ticksUntil(
      `run ${run}`,
      async () => (await mac.read("ran")).split("\n").length > run * COMMANDS,
      PATIENCE,
    );
    expect(await counts()).toEqual(each(run));
  }
  await Promise.all(PROJECTS.map((id) => mac.verbs.close(id)));
  expect({ counts: await counts(), alive: mac.alive(), panes: mac.layout() }).toEqual({
    counts: each(RUNS),
    alive: [],
    panes: [],
  });
});
