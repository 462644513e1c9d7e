import { lookup } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";
import type { ProbeAnswer } from "../model/observation.ts";

/*
 * Ready is what Kubernetes calls so: any status from 200 to 399, whoever signed the certificate. A redirect is an answer
 * and is not followed. A certificate that nobody vouches for is taken on loopback addresses only, where nobody can come
 * between. `localhost` is asked by IPv4 and IPv6, since development servers take one of them as a rule (wait-on #109,
 * start-server-and-test #356), and what listens on the other may be another program (wait-on #155).
 */

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");
LOOPBACK.addSubnet("::ffff:127.0.0.0", 104, "ipv6");

/** Where a name that always means this machine is asked; `0.0.0.0` is what servers print that listen everywhere. */
const LOCALHOST = ["127.0.0.1", "::1"];
const ALSO_LOCALHOST: Record<string, string[]> = { localhost: LOCALHOST, "0.0.0.0": LOCALHOST, "::": LOCALHOST };

/** Bytes; servers set many cookies. */
const LARGEST_HEADERS = 256 * 1024;

/** One answer, or why there is none. The higher `tells`, the more it says about the server that is meant. */
type Reply = { status: number; tells: 3 } | { got: string; tells: 0 | 1 | 2 };

/** Sends one GET to each address of the URL's host. Never rejects. */
export async function httpProbe(url: string, timeout_ms: number): Promise<ProbeAnswer> {
  const target = targetOf(url);
  if (target === null) return { ready: false, got: `'${url}' is not a URL with http or https` };
  const limit = AbortSignal.timeout(timeout_ms);
  const addresses = await addressesOf(target.hostname, limit);
  if (addresses.length === 0) {
    const found = limit.aborted
      ? `no answer within ${timeout_ms / 1000} s`
      : `the host '${target.hostname}' is not known`;
    return { ready: false, got: found };
  }
  const asked = addresses.map(async (address) => ({ address, reply: await ask(target, address, limit, timeout_ms) }));
  const replies = await Promise.all(asked);
  const ready = replies.filter(({ reply }) => "status" in reply && reply.status >= 200 && reply.status < 400);
  if (ready.length > 0) {
    const own = new Set(Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []));
    const here = ready.filter(({ address }) => isLoopback(address) || own.has(address));
    const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
    return { ready: true, by: here.length < ready.length ? [] : here.map(({ address }) => ({ address, port })) };
  }
  const [best] = replies.map(({ reply }) => reply).sort((a, b) => b.tells - a.tells);
  if (best === undefined) return { ready: false, got: "no answer" };
  return { ready: false, got: "status" in best ? `got ${best.status}` : best.got };
}

/** `localhost:3000/health` is meant as a URL too. */
function targetOf(url: string): URL | null {
  const text = url.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return /^https?:/i.test(full) && URL.canParse(full) ? new URL(full) : null;
}

async function addressesOf(hostname: string, limit: AbortSignal): Promise<string[]> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const local = ALSO_LOCALHOST[host] ?? (host.endsWith(".localhost") ? LOCALHOST : undefined);
  if (local) return local;
  if (isIP(host) > 0) return [host];
  const found = lookup(host, { all: true })
    .then((all) => all.map(({ address }) => address))
    .catch(() => []);
  const late = new Promise<string[]>((resolve) => limit.addEventListener("abort", () => resolve([]), { once: true }));
  return Promise.race([found, late]);
}

function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function ask(target: URL, address: string, limit: AbortSignal, timeout_ms: number): Promise<Reply> {
  return new Promise((resolve) => {
    const named = isIP(target.hostname.replace(/^\[(.*)\]$/, "$1")) === 0;
    const send = target.protocol === "https:" ? httpsRequest : httpRequest;
    const credentials = [target.username, target.password].map(decodeURIComponent).join(":");
    const request = send({
      host: address,
      port: target.port,
      path: target.pathname + target.search,
      auth: credentials === ":" ? undefined : credentials,
      // What a browser asks for: servers of single-page applications answer others with 404.
      headers: { host: target.host, accept: "text/html,*/*;q=0.8", "user-agent": "iterm-project-orchestrator" },
      agent: false,
      maxHeaderSize: LARGEST_HEADERS,
      signal: limit,
      rejectUnauthorized: !isLoopback(address),
      ...(named ? { servername: target.hostname } : {}),
    });
    request.on("response", (response) => {
      resolve({ status: response.statusCode ?? 0, tells: 3 });
      response.destroy();
    });
    // A server may close without an answer, which Node reports as an error; the limit reports as one too.
    request.on("error", (error: NodeJS.ErrnoException) =>
      resolve(limit.aborted ? { got: `no answer within ${timeout_ms / 1000} s`, tells: 2 } : noReply(error)),
    );
    request.end();
  });
}

function noReply({ code = "" }: NodeJS.ErrnoException): Reply {
  switch (code) {
    case "ECONNREFUSED":
      return { got: "connection refused", tells: 1 };
    case "ECONNRESET":
    case "EPIPE":
      return { got: "the connection was closed without an answer", tells: 2 };
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return { got: "the host cannot be reached", tells: 0 };
    case "EPROTO":
      return { got: "what listens there does not speak TLS", tells: 2 };
  }
  if (code.startsWith("HPE_")) return { got: "what listens there does not speak HTTP", tells: 2 };
  // OpenSSL's names of what is wrong with a certificate, as Node has them, and Node's own for another host's.
  if (/CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$/.test(code)) {
    return { got: `its certificate is not trusted (${code})`, tells: 2 };
  }
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) {
    return { got: `TLS could not be agreed upon (${code})`, tells: 2 };
  }
  return { got: `no answer (${code})`, tells: 2 };
}
