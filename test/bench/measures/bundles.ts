import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundleOf, type Bundle } from "../bundle-of.ts";
import { figure, type Figure } from "../figure.ts";

const KB = 1000;
/** Above this a bundle needs a reason. */
const LIMIT_KB = 300;

const FORM = "it has the project form, which finds sessions in YAML files, so the YAML parser is in it";

/** What every command has to have, whatever else it shows: any of them may tick, and so needs all of the core. */
const CORE = {
  at_most: 350,
  why: "the core that every command needs, with all that is known of agents and their questions, is at the limit by itself",
};

/** Why a bundle is larger than that, and how large it may be. */
const REASONS: Record<string, { at_most: number; why: string }> = {
  "create-project": { at_most: 460, why: FORM },
  "list-projects": { at_most: 520, why: `${FORM}, and most other views` },
  "open-project": { at_most: 520, why: `${FORM}, and most other views` },
};

function largestParts({ parts }: Bundle): string {
  const sizes = Object.entries(parts).sort((a, b) => b[1] - a[1]);
  return sizes
    .slice(0, 4)
    .map(([name, bytes]) => `${name} ${Math.round(bytes / KB)} KB`)
    .join(", ");
}

/** The size of each command as it is shipped, against the same without minifying. */
export function bundles(dist: string): Figure[] {
  const commands = readdirSync(dist).filter((file) => file.endsWith(".js"));
  const tools = readdirSync(join(dist, "tools")).filter((file) => file.endsWith(".js"));
  return [...commands, ...tools.map((file) => `tools/${file}`)].map((file) => {
    const name = file.replace(/\.js$/, "");
    const size = statSync(join(dist, file)).size / KB;
    const reason = size > LIMIT_KB ? (REASONS[name] ?? CORE) : undefined;
    return figure({
      name: `bundle of ${name}`,
      value: size,
      unit: "KB",
      alternative: { name: "not minified", value: bundleOf(name, { minify: false }).size / KB },
      target: { at_most: reason?.at_most ?? LIMIT_KB },
      note: reason && `${reason.why} (${largestParts(bundleOf(name, { minify: true }))})`,
    });
  });
}
