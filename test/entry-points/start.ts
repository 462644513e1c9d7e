import { createInterface } from "node:readline/promises";
import { startMac } from "../setup/start-mac.ts";
import { mainJob } from "./main-job.ts";
import { screenAsText, Transcript } from "./transcript.ts";
import { visit } from "./interactive.ts";

const mac = await startMac();
const out = new Transcript((line) => console.log(line));
console.log("The project orchestrator for iTerm2, at work on a test Mac: real shells and programs, the real bundles.");
try {
  await mainJob(mac, out);
  const allTrue = out.end();
  process.exitCode = allTrue ? 0 : 1;
  if (process.stdin.isTTY) {
    console.log("\nThe Mac is yours now. Type 'help' for what you can do, 'quit' to switch it off.\n");
    console.log(screenAsText(mac));
    const reader = createInterface({ input: process.stdin, output: process.stdout });
    process.once("SIGINT", () => reader.close());
    await visit(mac, reader);
    reader.close();
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await mac.shutdown();
}
