const LONGEST_WORD = 64;
const MOST_CANDIDATES = 500;

/** `"; did you mean 'server'?"`, or nothing. What a person meant has at most a third of its letters different. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  if (word.length > LONGEST_WORD) return "";
  const most = Math.max(1, Math.floor(word.length / 3));
  const [nearest] = [...candidates]
    .slice(0, MOST_CANDIDATES)
    .filter((candidate) => candidate.length <= LONGEST_WORD)
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return nearest ? `; did you mean '${nearest.candidate}'?` : "";
}

/** Insertions, deletions, replacements and swaps of neighbors (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
