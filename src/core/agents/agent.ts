import type { AgentKind } from "../model/agent-kind.ts";
import type { AgentRecord } from "../model/observation.ts";
import type { HookFile } from "../model/ports.ts";
import type { Cue, ScreenRules } from "./screen/rule.ts";

/** The state files of an agent: a folder with one `<pid>.json` for each of its processes. */
export interface RecordFiles {
  /** Under the user's home. */
  folder: string;
  /** An environment variable by which the agent keeps them elsewhere: `folder` under the folder that it names. */
  moved_by?: { variable: string; folder: string };
  /** What a file says, given as parsed JSON; null: nothing that is understood. `at` is in ms since the epoch, if it tells. */
  parse(content: unknown): (Omit<AgentRecord, "agent" | "at"> & { at: number | undefined }) | null;
}

/** How an agent is made to report on itself, for one run at a time and without a change to its user's own settings. */
export interface AgentHooks {
  /** `folder`: where they are to lie, absolute. */
  files(folder: string): readonly HookFile[];
  /** What the hooks write. */
  records: RecordFiles;
}

/** All that is known of one agent. Data only: `agents.ts` lists them, and everything else reads that list. */
export interface Agent<Kind extends AgentKind = AgentKind> {
  /** What projects and evidence call it. */
  kind: Kind;
  /** What people call it. */
  name: string;
  /** Its executables, without folder and extension. */
  executables: readonly string[];
  /** It can also be started as a command of another program: `cursor agent`. */
  subcommand?: { of: string; name: string };
  /** Its packages of npm or PyPI: part of the path of a script that an interpreter runs, or what `npx` is given. */
  packages?: readonly string[];
  /** More names by which other tools call it. */
  aliases?: readonly string[];
  /** What it puts into its terminal's title, by name: tried on the first 200 characters, without blanks before them. */
  titles?: Readonly<Record<string, Cue>>;
  screen: ScreenRules;
  /** The digit of a numbered choice, typed alone, gives that answer. Left out: it is chosen by arrow keys and Enter. */
  digits_answer?: true;
  records?: RecordFiles;
  hooks?: AgentHooks;
}
