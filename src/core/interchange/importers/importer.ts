import type * as z from "zod/mini";
import type { Draft } from "./draft.ts";

/** What an importer may look at besides the text: names of the files in the folder. */
export interface Folder {
  files: ReadonlySet<string>;
}

/** Reads the file in which another tool keeps what it runs. */
export interface Importer {
  /** The tool's name, as the form shows it. */
  name: string;
  /** Paths within the folder; the first that is there and gives a draft is read. */
  files: readonly string[];
  /** Never throws or rejects: a text that cannot be read gives none. */
  drafts(text: string, folder: Folder): Draft[] | Promise<Draft[]>;
}

interface DataImporter<S extends z.ZodMiniType> {
  name: string;
  files: readonly string[];
  read(text: string): unknown;
  shape: S;
  drafts(data: z.infer<S>, folder: Folder): Draft[];
}

/** An importer of files that hold data; one whose data is not of that shape gives none. */
export function dataImporter<S extends z.ZodMiniType>({ read, shape, drafts, ...rest }: DataImporter<S>): Importer {
  return {
    ...rest,
    async drafts(text, folder) {
      const parsed = shape.safeParse(await read(text));
      return parsed.success ? drafts(parsed.data, folder) : [];
    },
  };
}
