import { draft } from "./draft.ts";
import type { Importer } from "./importer.ts";

const LINE = /^([A-Za-z0-9_-]+):\s*(\S.*)$/;

/** `name: command`, one a line (foreman, overmind, hivemind). */
export const procfile: Importer = {
  name: "Procfile",
  files: ["Procfile.dev", "Procfile"],
  drafts: (text) =>
    text.split(/\r?\n/).flatMap((line) => {
      const [, name, command] = LINE.exec(line.trim()) ?? [];
      return name && command ? [draft({ name, command })] : [];
    }),
};
