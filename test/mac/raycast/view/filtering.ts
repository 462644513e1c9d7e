/** Raycast's own filtering of lists: by title and keywords, best match first. Its exact ranking is not published. */

/** How well a query fits; 0: not at all. A start counts more than a word's start, a part more than scattered letters. */
export function score(query: string, texts: string[]): number {
  const wanted = fold(query.trim());
  if (!wanted) return 1;
  return Math.max(0, ...texts.map((candidate) => scoreOne(wanted, fold(candidate))));
}

function scoreOne(wanted: string, candidate: string): number {
  if (candidate === wanted) return 6;
  if (candidate.startsWith(wanted)) return 5;
  if (candidate.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 4;
  if (candidate.includes(wanted)) return 3;
  if (wanted.split(/\s+/).every((part) => candidate.includes(part))) return 2;
  return isScattered(wanted.replace(/\s+/g, ""), candidate) ? 1 : 0;
}

function isScattered(wanted: string, candidate: string): boolean {
  let at = -1;
  return [...wanted].every((letter) => (at = candidate.indexOf(letter, at + 1)) >= 0);
}

function fold(value: string): string {
  return value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
