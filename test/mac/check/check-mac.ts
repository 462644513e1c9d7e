import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { createOsascript } from "../../../src/core/act/osascript.ts";
import { coreOn, type Core } from "../../e2e/core-on-mac.ts";
import { Mac } from "../mac.ts";
import { asking, probes } from "./probes.ts";
import { steps, throwAway } from "./steps.ts";

/** Where the check runs: a folder of its own, with an `osascript` in its `bin`. */
interface Place {
  root: string;
  home: string;
  supportPath: string;
  leave(): Promise<void>;
}

/** A folder of ours on the real Mac; its path is plain, as iTerm2's `command` needs it. */
async function onThisMac(): Promise<Place> {
  const root = await mkdtemp("/tmp/check-mac-");
  const supportPath = join(root, "support");
  for (const folder of ["bin", "support", "tmp"]) await mkdir(join(root, folder));
  await symlink("/usr/bin/osascript", join(root, "bin", "osascript"));
  return { root, home: homedir(), supportPath, leave: () => rm(root, { recursive: true, force: true }) };
}

/** The test Mac, so that the check itself is checked. */
async function onATestMac(): Promise<Place> {
  const mac = await Mac.start();
  await mac.iterm2.launch();
  return { root: mac.root, home: mac.home, supportPath: mac.supportPath, leave: () => mac.shutdown() };
}

/** All steps and probes; resolves with how many did not come out as on the test Mac. */
async function check(place: Place, say: (line: string) => void): Promise<number> {
  const core = coreOn(place);
  let differences = 0;
  const note = (same: boolean, what: string, more = "") => {
    if (!same) differences++;
    say(`${same ? "same     " : "DIFFERENT"} ${what}${same ? "" : more}`);
  };
  await core.keep(throwAway(place.home));
  try {
    for (const { promise, holds } of steps) {
      const held = await holds(core).catch((error: unknown) => String(error));
      note(held === true, promise, held === false ? "" : `: ${held}`);
    }
    await probe(place, core, note);
  } finally {
    await core.orchestrator.close("check-mac");
  }
  return differences;
}

/** Each fact by itself, in one new window with a `cat` in it, which is closed again tab by tab. */
async function probe(
  place: Place,
  core: Core,
  note: (same: boolean, what: string, more?: string) => void,
): Promise<void> {
  const { perform } = core.ports.terminal;
  const [made] = await perform([{ do: "create_window", ref: "own", command: "/bin/cat", profile: null }], {});
  const guid = made?.ok ? made.session_id : null;
  const windowId = await windowOf(core, guid);
  if (windowId === null) return note(false, "a window is made and found again", ": it is not listed");
  const ask = asking(createOsascript({ program: join(place.root, "bin", "osascript") }), windowId);
  try {
    for (const { fact, expected, find } of probes) {
      const found = await find(ask).catch((error: unknown) => String(error));
      const same = JSON.stringify(found) === JSON.stringify(expected);
      note(same, fact, `: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
    }
  } finally {
    await ask(`for (let left = own.tabs.length; left > 0; left--) own.tabs.at(0).close();`);
  }
}

async function windowOf(core: Core, guid: string | null): Promise<number | null> {
  const { terminal } = await core.ports.terminal.snapshot({ buffers: [], may_ask: true });
  if (terminal.state !== "running") return null;
  const has = terminal.windows.find(({ tabs }) => tabs.some((tab) => tab.sessions.some(({ id }) => id === guid)));
  return has?.id ?? null;
}

async function agreed(): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  console.log("This opens two windows in iTerm2, one after the other, types into them and closes them again.");
  console.log("It touches no other window. macOS may ask whether this program may control iTerm2: say yes.");
  const answer = await reader.question("Go on? [y/N] ");
  reader.close();
  return /^y(es)?$/i.test(answer.trim());
}

const testMac = process.argv.includes("--test-mac");
if (!testMac && process.platform !== "darwin") {
  console.error("This checks the real iTerm2 and needs a Mac. With --test-mac it runs on the test Mac.");
  process.exitCode = 2;
} else if (testMac || (await agreed())) {
  const place = testMac ? await onATestMac() : await onThisMac();
  try {
    const differences = await check(place, console.log);
    console.log(`${differences} of ${steps.length + probes.length} differ from the test Mac.`);
    process.exitCode = differences === 0 ? 0 : 1;
  } finally {
    await place.leave();
  }
}
