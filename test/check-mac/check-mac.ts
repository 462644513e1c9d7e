import { createInterface } from "node:readline/promises";
import { CannotCheck, check } from "./check.ts";
import { lineOf, type Finding } from "./finding.ts";
import { onATestMac, onThisMac, type Place } from "./place.ts";

/** Resolves with whether the user wants it; no answer is a no. */
async function agreed(): Promise<boolean> {
  console.log(`This opens some windows in iTerm2, one after the other, types into them and closes them again; please leave
them alone meanwhile. It touches no other window. It takes about a minute, and Ctrl-C ends it earlier; best start it
in Terminal, since iTerm2 comes to the front. macOS may ask whether this terminal may control iTerm2: say yes.`);
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => reader.once("close", () => resolve("")));
  const answer = await Promise.race([reader.question("Go on? [y/N] "), closed]);
  reader.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Ctrl-C and the like end the check in good order; only the first one counts. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!controller.signal.aborted) console.log("Stopping: what was opened is closed first.");
      controller.abort();
    });
  }
  return controller.signal;
}

/** Exit status: 0 nothing differs, 1 something does, 2 it could not be checked, 130 interrupted. */
async function main(place: Place, dialogs: boolean): Promise<number> {
  const signal = interruption();
  const findings: Finding[] = [];
  const note = (finding: Finding) => {
    findings.push(finding);
    console.log(lineOf(finding));
  };
  try {
    await check(place, { note, say: (text) => console.log(`          ${text}`), signal, dialogs });
  } catch (error) {
    if (!(error instanceof CannotCheck)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await place.leave();
  }
  const count = (verdict: Finding["verdict"]) => findings.filter((each) => each.verdict === verdict).length;
  const asked = findings.length - count("not asked");
  console.log(`${count("DIFFERENT")} of ${asked} differ from the test Mac; ${count("not asked")} could not be asked.`);
  if (count("DIFFERENT") > 0) console.log("What to do about them: test/mac/FIDELITY.md, On a real Mac.");
  if (signal.aborted) return 130;
  return count("DIFFERENT") === 0 ? 0 : 1;
}

const testMac = process.argv.includes("--test-mac");
if (!testMac && process.platform !== "darwin") {
  console.error("This checks the real iTerm2 and needs a Mac. With --test-mac it runs on the test Mac.");
  process.exitCode = 2;
} else if (testMac || (await agreed())) {
  process.exitCode = await main(await (testMac ? onATestMac() : onThisMac()), process.argv.includes("--dialogs"));
}
