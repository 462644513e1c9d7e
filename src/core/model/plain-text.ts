const ESC = "\u001b";
const STRING_STARTS = "]PX^_";

/** Index just after the escape sequence that starts at `at`. Unfinished ones reach to the end of their line. */
function afterEscape(text: string, at: number): number {
  const kind = text[at + 1];
  if (kind === undefined) return at + 1;
  if (kind === "[") {
    let i = at + 2;
    while (i < text.length && text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) <= 0x3f) i += 1;
    const final = text.charCodeAt(i);
    return final >= 0x40 && final <= 0x7e ? i + 1 : i;
  }
  if (STRING_STARTS.includes(kind)) {
    for (let i = at + 2; i < text.length; i += 1) {
      const code = text[i];
      if (code === "\u0007") return i + 1;
      if (code === ESC) return text[i + 1] === "\\" ? i + 2 : i;
      if (code === "\n") return i;
    }
    return text.length;
  }
  return "()#%*+ ".includes(kind) ? Math.min(text.length, at + 3) : at + 2;
}

/**
 * The text without escape sequences and control characters other than line feeds and tabs. One pass, linear.
 *
 * `util.stripVTControlCharacters` of Node 22 does not do: it leaves carriage returns, backspaces and device control
 * strings, and half of a sequence that was cut off.
 */
export function plain(text: string): string {
  const kept: string[] = [];
  let from = 0;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 && code !== 0x7f) {
      i += 1;
      continue;
    }
    if (code === 0x0a || code === 0x09) {
      i += 1;
      continue;
    }
    kept.push(text.slice(from, i));
    i = code === 0x1b ? afterEscape(text, i) : i + 1;
    from = i;
  }
  kept.push(text.slice(from));
  return kept.join("");
}
