import net from "node:net";

/** Hands its command line to the Mac at the socket and ends as the Mac says. */
const [socketPath = "", ...args] = process.argv.slice(2);
const socket = net.connect(socketPath);
let answer = "";
socket.setEncoding("utf8");
socket.on("connect", () => socket.write(`${JSON.stringify({ args, folder: process.cwd() })}\n`));
socket.on("data", (text: string) => (answer += text));
socket.on("error", (error) => {
  process.stderr.write(`test Mac: ${error.message}\n`);
  process.exitCode = 70;
});
socket.on("end", () => {
  const { problem } = JSON.parse(answer) as { problem: string | null };
  if (problem === null) return;
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
});
