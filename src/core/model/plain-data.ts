/** Far deeper than any real project; keeps every later recursion within the stack. */
const DEEPEST = 64;

/**
 * Why `value` (as `JSON.parse` gives it) cannot be kept and passed on safely, in words; null if it can. Refused are
 * nesting beyond 64 levels, the key `__proto__`, and text that no program argument or file could hold: NUL
 * characters and halves of surrogate pairs.
 */
export function unsafeData(value: unknown): string | null {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item.value === "string") {
      const problem = unsafeText(item.value);
      if (problem) return problem;
    } else if (typeof item.value === "number" && !Number.isFinite(item.value)) {
      return "has a number that is too large";
    } else if (typeof item.value === "object" && item.value !== null) {
      if (item.depth >= DEEPEST) return `is nested more than ${DEEPEST} levels deep`;
      for (const key of Object.keys(item.value)) {
        if (key === "__proto__") return "has a field named '__proto__'";
        const problem = unsafeText(key);
        if (problem) return problem;
        waiting.push({ value: (item.value as Record<string, unknown>)[key], depth: item.depth + 1 });
      }
    }
  }
  return null;
}

function unsafeText(text: string): string | null {
  if (text.includes("\0")) return "has text with a NUL character";
  if (/\p{Surrogate}/u.test(text)) return "has text that is not valid Unicode";
  return null;
}

/** One JSON text for all values that differ only in the order of their fields. Fields that are `undefined` are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
