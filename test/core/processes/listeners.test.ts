import { createServer, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { parseListeners } from "../../../src/core/processes/listeners.ts";
import { createProcesses } from "../../../src/core/processes/processes.ts";
import { createRunProgram } from "../../../src/core/processes/run.ts";

const { listeners } = createProcesses(createRunProgram());

test("what lsof prints of listeners is read, with both families and every address", () => {
  const text = ["p500", "f23", "tIPv4", "n*:5000", "f24", "tIPv6", "n*:5000", "p712", "f9", "tIPv6", "n[::1]:5000"];
  expect(parseListeners(`${text.join("\n")}\n`)).toEqual([
    { pid: 500, family: "IPv4", address: "*", port: 5000 },
    { pid: 500, family: "IPv6", address: "*", port: 5000 },
    { pid: 712, family: "IPv6", address: "::1", port: 5000 },
  ]);
});

test("who listens on a port is found, and nobody where nobody listens", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  expect(await listeners([port, 1])).toEqual([{ pid: process.pid, family: "IPv4", address: "127.0.0.1", port }]);
  await new Promise((resolve) => server.close(resolve));
  expect(await listeners([port])).toEqual([]);
});
