/** A text that counts how many of its characters are looked at, by whatever takes it for a string. */
export interface CountedText {
  text: string;
  /** Characters looked at so far. */
  seen(): number;
}

type Look = (text: string, ...args: never[]) => { value: unknown; seen: number };

const LOOKS: Record<string, Look> = {
  slice(text, from?: number, to?: number) {
    const value = text.slice(from, to);
    return { value, seen: value.length };
  },
  indexOf(text, needle: string, from = 0) {
    const value = text.indexOf(needle, from);
    return { value, seen: (value < 0 ? text.length : value + needle.length) - from };
  },
  lastIndexOf(text, needle: string, from = text.length) {
    const value = text.lastIndexOf(needle, from);
    return { value, seen: Math.min(from, text.length) - Math.max(0, value) + needle.length };
  },
  startsWith: (text, needle: string, at?: number) => ({ value: text.startsWith(needle, at), seen: needle.length }),
  charCodeAt: (text, at: number) => ({ value: text.charCodeAt(at), seen: 1 }),
  split: (text, separator: string) => ({ value: text.split(separator), seen: text.length }),
};

/** Throws on any use of the text that it cannot count. */
export function countedText(text: string): CountedText {
  let seen = 0;
  const proxy = new Proxy(Object(text) as object, {
    get(_, name) {
      if (name === "length") return text.length;
      if (typeof name === "string" && /^-?\d+$/.test(name)) {
        seen += 1;
        return text[Number(name)];
      }
      const look = typeof name === "string" ? LOOKS[name] : undefined;
      if (look === undefined) throw new Error(`Not counted: ${String(name)}`);
      return (...args: never[]) => {
        const looked = look(text, ...args);
        seen += looked.seen;
        return looked.value;
      };
    },
  });
  return { text: proxy as unknown as string, seen: () => seen };
}
