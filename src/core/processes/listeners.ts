import type { Listener } from "../model/observation.ts";
import type { RunProgram } from "../model/ports.ts";
import { lsof } from "./lsof.ts";

/** What `lsof -nP -iTCP:… -sTCP:LISTEN -Fptn` prints: `p<pid>`, and for each of its sockets `t<family>`, `n<address>:<port>`. */
export function parseListeners(text: string): Listener[] {
  const found: Listener[] = [];
  let pid = 0;
  let family: Listener["family"] = "IPv4";
  for (const line of text.split("\n")) {
    const value = line.slice(1);
    if (line.startsWith("p")) pid = Number(value);
    if (line.startsWith("t")) family = value === "IPv6" ? "IPv6" : "IPv4";
    if (!line.startsWith("n")) continue;
    const colon = value.lastIndexOf(":");
    const address = value.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
    found.push({ pid, family, address, port: Number(value.slice(colon + 1)) });
  }
  return found;
}

/** Who listens on these ports, as far as it can be told: of other users' processes it cannot. Never rejects. */
export async function listenersOn(run: RunProgram, ports: readonly number[]): Promise<Listener[]> {
  if (ports.length === 0) return [];
  const args = ["-nP", `-iTCP:${[...new Set(ports)].join(",")}`, "-sTCP:LISTEN", "-Fptn"];
  return parseListeners(await lsof(run, args));
}
