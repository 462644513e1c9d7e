interface Named {
  id: string;
  name: string;
}

/** Alike however typed: the case, spaces around it and the form of its accents do not count. */
function folded(text: unknown): string {
  return String(text ?? "")
    .normalize("NFC")
    .trim()
    .toLowerCase();
}

/** From strict to loose. Ids are never guessed from a part: they are not what people say. */
const RULES: ((thing: Named, words: string) => boolean)[] = [
  ({ id }, words) => folded(id) === words,
  ({ name }, words) => folded(name) === words,
  ({ name }, words) => folded(name).startsWith(words),
  ({ name }, words) => folded(name).includes(words),
];

/** Things that `words` can mean; the first rule that fits any decides. None for no words. */
export function matchName<T extends Named>(things: readonly T[], words: unknown): T[] {
  const wanted = folded(words);
  if (wanted === "") return [];
  const exact = things.filter(({ id }) => id === words);
  if (exact.length > 0) return exact;
  for (const rule of RULES) {
    const found = things.filter((thing) => rule(thing, wanted));
    if (found.length > 0) return found;
  }
  return [];
}

/** As `matchName`, and at last by the letters of the name in order, as a person types them in a search: "pmapi" for "Payments API". */
export function searchName<T extends Named>(things: readonly T[], words: string): T[] {
  const found = matchName(things, words);
  return found.length > 0 ? found : things.filter(({ name }) => hasLettersInOrder(folded(name), folded(words)));
}

function hasLettersInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at += 1;
  return letters !== "" && at === letters.length;
}
