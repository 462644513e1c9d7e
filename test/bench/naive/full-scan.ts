/** All lines are made anew; those beyond the ones seen are new. */
export function fullScan(seen: number, text: string): string[] {
  return text.split("\n").slice(seen, -1);
}
