const ESC = "\u001b";

/** Escape sequences, and control characters other than line feeds and tabs. An unfinished sequence ends with its line. */
const NOT_TEXT = new RegExp(
  [
    `${ESC}\\[[ -?]*[@-~]?`, // CSI: parameters, then a letter
    `${ESC}[\\]PX^_][^${ESC}\u0007\n]*(?:\u0007|${ESC}\\\\)?`, // OSC, DCS, SOS, PM, APC: a text up to BEL or ST
    `${ESC}[()#%*+ ][^]?`, // character sets and the like: one more character
    `${ESC}[^]?`,
    "[^\\P{Cc}\\n\\t\u0080-\u009f]",
  ].join("|"),
  "gu",
);

/**
 * The text without escape sequences and control characters other than line feeds and tabs. Linear in time.
 *
 * `util.stripVTControlCharacters` of Node 22 does not do: it leaves carriage returns, backspaces and device control
 * strings, and half of a sequence that was cut off.
 */
export function plain(text: string): string {
  return text.replace(NOT_TEXT, "");
}
