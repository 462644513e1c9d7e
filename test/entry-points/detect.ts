import { createInterface } from "node:readline";
import * as z from "zod";
import { Request, weighed } from "./weighed.ts";

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function idOf(value: unknown): string | number | null {
  const named = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  return named.success ? named.data.id : null;
}

let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number += 1;
  if (line.trim() === "") continue;
  const value = parse(line);
  const request = Request.safeParse(value);
  if (request.success) {
    const { state, rule } = weighed(request.data);
    process.stdout.write(`${JSON.stringify({ id: request.data.id, state, rule })}\n`);
  } else {
    const error = value === null ? "not JSON" : z.prettifyError(request.error);
    process.stderr.write(`${JSON.stringify({ id: idOf(value), line: number, error })}\n`);
    process.exitCode = 1;
  }
}
