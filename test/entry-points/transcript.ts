import type { Mac } from "../mac/index.ts";

/** Tells a job to a reader, and remembers whether everything it claims came true. */
export class Transcript {
  readonly #print: (line: string) => void;
  #chapter = 0;
  readonly broken: string[] = [];

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  chapter(title: string): void {
    this.#chapter += 1;
    this.#print(`\n${this.#chapter}. ${title}`);
  }

  tell(text: string): void {
    for (const line of text.split("\n")) this.#print(`   ${line}`);
  }

  /** Something that must be so; `seen` is shown where it is not. */
  claim(sentence: string, holds: boolean, seen: () => string = () => ""): void {
    this.#print(`   ${holds ? "✓" : "✗"} ${sentence}`);
    if (holds) return;
    this.broken.push(sentence);
    this.tell(seen());
  }

  /** Closing lines; true if everything came true. */
  end(): boolean {
    const all = this.broken.length === 0;
    this.#print(
      all
        ? "\nEverything shown here came true."
        : `\n${this.broken.length} of the things shown here did not come true:`,
    );
    for (const sentence of this.broken) this.#print(`  ✗ ${sentence}`);
    return all;
  }
}

const SHOWN_ROWS = 4;

/** iTerm2's windows as a reader can take them in: each pane with the end of its screen. */
export function screenAsText(mac: Mac): string {
  const { windows } = mac.iterm2.desktop();
  if (windows.length === 0) return "iTerm2 has no window.";
  return windows
    .flatMap((window, number) => [
      `iTerm2 window ${number + 1}`,
      ...window.tabs.flatMap((tab) => [
        `├─ tab ${tab.panes.map(({ title }) => title).join(" │ ")}`,
        ...tab.panes.flatMap((pane) => [
          `│    ┌ ${pane.title} (${pane.columns}×${pane.rows})`,
          ...pane.screen
            .filter((row) => row.trim() !== "")
            .slice(-SHOWN_ROWS)
            .map((row) => `│    │ ${row}`),
        ]),
      ]),
    ])
    .join("\n");
}
