/** For a field that must have something in it: `demand` says what. */
export function required(demand: string): (text: string | undefined) => string | undefined {
  return (text) => (text?.trim() ? undefined : demand);
}

/** For a field in which something must be chosen: `demand` says what. */
export function chosen(demand: string): (choices: string[] | undefined) => string | undefined {
  return (choices) => (choices?.length ? undefined : demand);
}

/** Says what is wrong with a regular expression; nothing if it is empty or compiles. */
export function regexProblem(text: string | undefined): string | undefined {
  try {
    new RegExp(text ?? "");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** For a field that holds a number from `least` on. */
export function numberProblem(least: number): (text: string | undefined) => string | undefined {
  return (text) => (text?.trim() && Number(text) >= least ? undefined : `Enter a number of at least ${least}`);
}

/** For exit codes, separated by commas. */
export function exitCodesProblem(text: string | undefined): string | undefined {
  const codes = (text ?? "").split(",").map((code) => code.trim());
  const fine = codes.every((code) => /^\d*$/.test(code) && Number(code) <= 255);
  return fine ? undefined : "Enter numbers from 0 to 255, separated by commas";
}
