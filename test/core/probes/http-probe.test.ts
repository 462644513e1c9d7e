import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { httpProbe } from "../../../src/core/probes/http-probe.ts";

/** ms; none of these servers needs as long but those that must be too slow. */
const LIMIT = 20_000;

const servers: TcpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ("closeAllConnections" in server) (server as Server).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(server: TcpServer, host: string, port = 0): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}

const answering = (listener: RequestListener, host = "127.0.0.1", port = 0) =>
  listening(createServer(listener), host, port);
const status =
  (code: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end();

let folder: string;
let certificate: { key: Buffer; cert: Buffer };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const about = ["-subj", "/CN=dev.example", "-days", "1", "-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...about], { stdio: "ignore" });
  certificate = { key: readFileSync(key), cert: readFileSync(cert) };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([200, 201, 204, 206, 301, 302, 304, 307, 308])("a server that answers with %i is ready", async (code) => {
  const port = await answering(status(code));
  expect(await httpProbe(`http://127.0.0.1:${port}/`, LIMIT)).toEqual({
    ready: true,
    by: [{ address: "127.0.0.1", port }],
  });
});

test.each([400, 401, 404, 500, 503])(
  "a server that answers with %i is not ready, and the status is told",
  async (code) => {
    const port = await answering(status(code));
    expect(await httpProbe(`http://127.0.0.1:${port}/`, LIMIT)).toEqual({ ready: false, got: `got ${code}` });
  },
);

test("a redirect is an answer, wherever it leads, and nobody is asked there", async () => {
  const asked: string[] = [];
  const elsewhere = await answering((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  const port = await answering(status(302, { location: `http://127.0.0.1:${elsewhere}/login` }));
  expect(await httpProbe(`http://127.0.0.1:${port}/`, LIMIT)).toMatchObject({ ready: true });
  expect(asked).toEqual([]);
});

test.each(["127.0.0.1", "::1"])("a server that listens on %s alone is found as localhost", async (host) => {
  const port = await answering(status(200), host);
  const by = [{ address: host, port }];
  for (const name of [`localhost:${port}`, `app.localhost:${port}`, `0.0.0.0:${port}`]) {
    expect(await httpProbe(`http://${name}/`, LIMIT)).toEqual({ ready: true, by });
  }
});

test("another program on the same port of the other family does not hide the server", async () => {
  const port = await answering(status(200), "::1");
  await answering(status(404), "127.0.0.1", port);
  expect(await httpProbe(`http://localhost:${port}/`, LIMIT)).toEqual({ ready: true, by: [{ address: "::1", port }] });
});

test.each([
  ["localhost", "127.0.0.1"],
  ["localhost", "::1"],
  ["127.0.0.1", "127.0.0.1"],
  ["[::1]", "::1"],
  ["app.localhost", "127.0.0.1"],
])("a certificate that nobody has signed is taken at https://%s on %s", async (name, host) => {
  const port = await listening(createSecureServer(certificate, status(200)), host);
  expect(await httpProbe(`https://${name}:${port}/`, LIMIT)).toMatchObject({ ready: true });
});

const outside = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

test.runIf(outside !== undefined)(
  "away from loopback a certificate that nobody has signed is refused, and told",
  async () => {
    const port = await listening(createSecureServer(certificate, status(200)), outside ?? "");
    expect(await httpProbe(`https://${outside}:${port}/`, LIMIT)).toEqual({
      ready: false,
      got: "its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)",
    });
  },
);

test("a slow answer counts within the limit, and too slow a one is told with the limit", async () => {
  const port = await answering((_, response) => void setTimeout(() => response.end(), 1_300));
  expect(await httpProbe(`http://127.0.0.1:${port}/`, LIMIT)).toMatchObject({ ready: true });
  expect(await httpProbe(`http://127.0.0.1:${port}/`, 200)).toEqual({ ready: false, got: "no answer within 0.2 s" });
});

test("a server that sends its headers and then streams is ready at once", async () => {
  const port = await answering((_, response) => void response.writeHead(200).write("begun"));
  expect(await httpProbe(`http://127.0.0.1:${port}/`, LIMIT)).toMatchObject({ ready: true });
});

test("that nobody listens is told", async () => {
  const port = await answering(status(200));
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await httpProbe(`http://localhost:${port}/`, LIMIT)).toEqual({ ready: false, got: "connection refused" });
});

test("what listens without speaking HTTP or TLS is told from one that does not listen", async () => {
  const closing = await listening(
    createTcpServer((socket) => socket.on("error", () => undefined).destroy()),
    "127.0.0.1",
  );
  expect(await httpProbe(`http://127.0.0.1:${closing}/`, LIMIT)).toEqual({
    ready: false,
    got: "the connection was closed without an answer",
  });
  const greeting = await listening(
    createTcpServer((socket) =>
      socket
        .on("error", () => undefined)
        .resume()
        .end("SSH-2.0-OpenSSH_9.9\r\n"),
    ),
    "127.0.0.1",
  );
  expect(await httpProbe(`http://127.0.0.1:${greeting}/`, LIMIT)).toEqual({
    ready: false,
    got: "what listens there does not speak HTTP",
  });
  const plain = await answering(status(200));
  expect(await httpProbe(`https://127.0.0.1:${plain}/`, LIMIT)).toEqual({
    ready: false,
    got: "what listens there does not speak TLS",
  });
});

test("a server is asked as a browser asks it: by its name, for HTML, with the path, query and password of the URL", async () => {
  const asked: unknown[] = [];
  const port = await answering(({ method, url, headers }, response) => {
    asked.push({ method, url, host: headers.host, accept: headers.accept, authorization: headers.authorization });
    response.end();
  });
  await httpProbe(`http://me:p%40ss@localhost:${port}/up?deep=1`, LIMIT);
  expect(asked).toEqual([
    {
      method: "GET",
      url: "/up?deep=1",
      host: `localhost:${port}`,
      accept: expect.stringMatching(/^text\/html/) as string,
      authorization: `Basic ${Buffer.from("me:p@ss").toString("base64")}`,
    },
  ]);
});

test("a URL without its scheme is meant as http, and what is no URL of the web is told", async () => {
  const port = await answering(status(200));
  expect(await httpProbe(`localhost:${port}`, LIMIT)).toMatchObject({ ready: true });
  for (const url of ["ftp://localhost/", "http://", "http://a b/"]) {
    expect(await httpProbe(url, LIMIT)).toEqual({ ready: false, got: `'${url}' is not a URL with http or https` });
  }
});

test("a host that nobody knows is told", async () => {
  expect(await httpProbe("http://nowhere.invalid/", LIMIT)).toEqual({
    ready: false,
    got: "the host 'nowhere.invalid' is not known",
  });
});
