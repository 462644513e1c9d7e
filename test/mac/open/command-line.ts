/** What a command line of `open` asks for. */
export interface Opening {
  /** Paths and URLs as they were given. */
  targets: string[];
  /** `-g`: what opens does not come to the front. */
  background: boolean;
  /** `-a` name or path, `-b` bundle id. */
  application: string | null;
  /** `-R`: shown in Finder. */
  reveal: boolean;
}

const FLAGS = new Set(["-n", "-F", "-W", "-j", "-h"]);

/** Reads the options of open(1) that programs use; `problem` is what it would say of any other. */
export function parseOpen(args: string[]): Opening | { problem: string } {
  const opening: Opening = { targets: [], background: false, application: null, reveal: false };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--args") break;
    if (word === "-g") opening.background = true;
    else if (word === "-R") opening.reveal = true;
    else if (word === "-a" || word === "-b" || word === "-u") {
      const value = rest.shift();
      if (value === undefined) return { problem: `open: option requires an argument -- ${word.slice(1)}` };
      if (word === "-u") opening.targets.push(value);
      else opening.application = value;
    } else if (word.startsWith("-") && !FLAGS.has(word)) return { problem: `open: unrecognized option \`${word}'` };
    else if (!word.startsWith("-")) opening.targets.push(word);
  }
  if (opening.targets.length === 0 && opening.application === null) return { problem: "Usage: open [-g] [-a app] …" };
  return opening;
}
