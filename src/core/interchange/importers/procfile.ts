import { draft, type Parser } from "./draft.ts";

const LINE = /^([A-Za-z0-9_-]+):\s*(\S.*)$/;

/** `name: command`, one a line (foreman, overmind, hivemind). */
export const procfile: Parser = (text) =>
  text.split(/\r?\n/).flatMap((line) => {
    const match = LINE.exec(line.trim());
    return match ? [draft({ name: match[1]!, command: match[2]! })] : [];
  });
