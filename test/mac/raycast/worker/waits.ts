import fs from "node:fs";
import { across, enter, leave } from "./points.ts";

/** Counts the awaits that do not go through Raycast: file work by promise, and timers. */

type Async = (...args: unknown[]) => Promise<unknown>;

export function countFileWork(): void {
  const promises = fs.promises as unknown as Record<string, Async>;
  for (const name of fileWork) {
    const original = promises[name];
    if (!original) continue;
    promises[name] = (...args) => across("file", `${name}(${shown(args[0])})`, () => original.apply(promises, args));
  }
  const open = promises["open"];
  if (open) promises["open"] = async (...args) => countHandle(await open.apply(promises, args), shown(args[0]));
}

const fileWork = [
  "access",
  "appendFile",
  "chmod",
  "copyFile",
  "cp",
  "link",
  "lstat",
  "mkdir",
  "mkdtemp",
  "open",
  "readFile",
  "readdir",
  "readlink",
  "realpath",
  "rename",
  "rm",
  "rmdir",
  "stat",
  "symlink",
  "truncate",
  "unlink",
  "utimes",
  "writeFile",
];
const handleWork = ["appendFile", "datasync", "read", "readFile", "stat", "sync", "truncate", "write", "writeFile"];

function countHandle(handle: unknown, path: string): unknown {
  const methods = handle as Record<string, Async>;
  for (const name of handleWork) {
    const original = methods[name];
    if (!original) continue;
    const counted: Async = (...args) => across("file", `handle.${name}(${path})`, () => original.apply(handle, args));
    Object.defineProperty(handle, name, { value: counted, configurable: true });
  }
  return handle;
}

function shown(path: unknown): string {
  return typeof path === "string" ? path : "";
}

/** A timer's point is its firing. */
export function countTimers(): void {
  const original = globalThis.setTimeout;
  const counted = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
    original(() => {
      const point = enter("timer", `setTimeout ${ms ?? 0}`);
      callback(...args);
      leave(point);
    }, ms);
  Object.assign(globalThis, { setTimeout: Object.assign(counted, original) });
}
