/** A text as one word of sh, bash, zsh or fish. fish knows `\\` and `\'` inside single quotes, so both stay outside. */
export function shellQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, (char) => `'\\${char}'`)}'`;
}

/** The same word, without quotes where no shell needs them: for commands that a person will read. */
export function shellWord(text: string): string {
  return /^[\w:@%+=,./-]+$/.test(text) ? text : shellQuoted(text);
}
