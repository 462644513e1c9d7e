/** "ttys001" for "/dev/ttys001": iTerm2 gives a terminal by its path, ps by its name. */
export function ttyName(tty: string): string {
  return tty.replace(/^\/dev\//, "");
}
