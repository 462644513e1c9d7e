import { startMac } from "../setup/start-mac.ts";
import { mainJob } from "./main-job.ts";
import { Transcript } from "./transcript.ts";

const mac = await startMac();
const out = new Transcript((line) => console.log(line));
console.log("The project orchestrator for iTerm2, at work on a test Mac: real shells and programs, the real bundles.");
try {
  await mainJob(mac, out);
} catch (error) {
  out.claim("The job went on to its end.", false, () => String(error instanceof Error ? error.stack : error));
} finally {
  await mac.shutdown();
}
out.claim("When the Mac is switched off, no process is left.", mac.survivors().length === 0, () =>
  mac.survivors().join("\n"),
);
process.exitCode = out.end() ? 0 : 1;
